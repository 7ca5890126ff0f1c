import { Type } from 'typebox';
import { asking, strict } from './method.ts';
import { GameRecord, History, Leaderboard, PlayerPage } from './records.ts';
import { Username } from './shapes.ts';

/** What can be asked of the record. */
export const recordMethods = {
  'game.get': asking(
    'user',
    'The score table of a game you played in, hosted or share a group with.',
    Type.Object(
      { id: Type.String({ minLength: 6, maxLength: 36, description: 'A game id or a room code.' }) },
      strict,
    ),
    GameRecord,
  ),
  'stats.leaderboard': asking(
    'user',
    'The players with the most wins.',
    Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '10 by default.' })) },
      strict,
    ),
    Leaderboard,
  ),
  'stats.history': asking(
    'user',
    'The finished games of a player, yourself by default, as far as you may look at them: newest first.',
    Type.Object(
      {
        username: Type.Optional(Username),
        before: Type.Optional(
          Type.String({
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z_[0-9a-f-]{36}$',
            description: 'The `next` of the page before.',
          }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 by default.' })),
      },
      strict,
    ),
    History,
  ),
  'stats.player': asking(
    'user',
    'The lifetime statistics of one player, yourself by default.',
    Type.Object({ username: Type.Optional(Username) }, strict),
    PlayerPage,
  ),
} as const;
