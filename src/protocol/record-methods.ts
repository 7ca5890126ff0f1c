import { Type } from 'typebox';
import { asking, none, strict } from './method.ts';
import {
  Bests,
  GameLog,
  GameRecord,
  History,
  Leaderboard,
  leaderboardOrders,
  Opponents,
  PlayerPage,
  RoomLine,
  type LeaderboardOrder,
} from './records.ts';
import { Id, RuleChoices, Username } from './shapes.ts';

const Moment = Type.String({
  format: 'moment',
  description: 'A day or a moment, UTC: games that ended from `since` on and before `until`.',
});

const GameName = Type.String({ minLength: 6, maxLength: 36, description: 'A game id or a room code.' });

/** What can be asked of the record. */
export const recordMethods = {
  'room.list': asking(
    'user',
    'The rooms that are not over of games you play in, host or share a group with, the last used first.',
    none,
    Type.Object({ rooms: Type.Immutable(Type.Array(RoomLine, { description: 'At most 20.' })) }),
  ),
  'game.get': asking(
    'user',
    'The score table of a game you played in, hosted or share a group with.',
    Type.Object({ id: GameName }, strict),
    GameRecord,
  ),
  'game.log': asking(
    'user',
    'The log of a game that `game.get` would show you, for replaying it: a page of entries, oldest first.',
    Type.Object(
      {
        id: GameName,
        after: Type.Optional(
          Type.Integer({ minimum: 0, description: 'The entries after this version; 0 by default.' }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: '50 by default.' })),
      },
      strict,
    ),
    GameLog,
  ),
  'stats.leaderboard': asking(
    'user',
    'Players by rank: of all games or those of a group, of all time or a window, under one rule profile.',
    Type.Object(
      {
        by: Type.Optional(
          Type.Unsafe<LeaderboardOrder>({
            enum: leaderboardOrders,
            description: 'What decides; `wins` by default.',
          }),
        ),
        groupId: Type.Optional(Id),
        since: Type.Optional(Moment),
        until: Type.Optional(Moment),
        rules: Type.Optional(
          Type.Union([Type.Literal('all'), RuleChoices], {
            description:
              '`all`, or a profile by the options that differ from the usual; by default the profile that most of these games were played under.',
          }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '10 by default.' })),
        offset: Type.Optional(Type.Integer({ minimum: 0, description: 'Lines to leave out; 0 by default.' })),
      },
      strict,
    ),
    Leaderboard,
  ),
  'stats.opponents': asking(
    'user',
    'Head-to-head of a player, yourself by default, with everybody they finished games with; and their nemesis.',
    Type.Object({ username: Type.Optional(Username) }, strict),
    Opponents,
  ),
  'stats.bests': asking(
    'user',
    'What there was to beat before a game that `game.get` would show you.',
    Type.Object({ id: GameName }, strict),
    Bests,
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
