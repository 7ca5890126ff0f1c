import { Type } from 'typebox';
import { read } from './method.ts';
import {
  Bests,
  GameLog,
  GameRecord,
  History,
  Leaderboard,
  leaderboardOrders,
  Opponents,
  PlayerPage,
  type LeaderboardOrder,
} from './records.ts';
import { Id, RuleChoices, Username } from './shapes.ts';

const Moment = Type.String({
  format: 'moment',
  description: 'A day or a moment, UTC: games that ended from `since` on and before `until`.',
});

const GameName = Type.String({ minLength: 6, maxLength: 36, description: 'A game id or a room code.' });

/** Games that have been played, and the figures made from them. */
export const historyMethods = {
  'game.get': read({
    summary: 'The score table of a game you played in, hosted, or share a group with.',
    access: 'user',
    limit: 'sync',
    params: { id: GameName },
    result: GameRecord,
  }),
  'game.log': read({
    summary:
      'A page of the log of a game, oldest entries first, for replaying it. Any game that `game.get` shows you.',
    access: 'user',
    limit: 'sync',
    params: {
      id: GameName,
      after: Type.Optional(
        Type.Integer({ minimum: 0, description: 'The entries after this version; 0 by default.' }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: '50 by default.' })),
    },
    result: GameLog,
  }),
  'stats.leaderboard': read({
    summary:
      'Players by rank: in all games or those of a group, of all time or a period, under one rule profile.',
    access: 'user',
    limit: 'sync',
    params: {
      by: Type.Optional(
        Type.Unsafe<LeaderboardOrder>({
          enum: leaderboardOrders,
          description: 'The figure that decides the rank; `wins` by default.',
        }),
      ),
      groupId: Type.Optional(Id),
      since: Type.Optional(Moment),
      until: Type.Optional(Moment),
      rules: Type.Optional(
        Type.Union([Type.Literal('all'), RuleChoices], {
          description:
            '`all`, or a profile: the options that differ from the usual ones. By default, the profile that most of these games were played under.',
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '10 by default.' })),
      offset: Type.Optional(Type.Integer({ minimum: 0, description: 'Lines to leave out; 0 by default.' })),
    },
    result: Leaderboard,
  }),
  'stats.opponents': read({
    summary:
      'Head-to-head of a player, yourself by default, with everybody they finished games with; and their nemesis.',
    access: 'user',
    limit: 'sync',
    params: { username: Type.Optional(Username) },
    result: Opponents,
  }),
  'stats.bests': read({
    summary: 'The best round scores before a game. Any game that `game.get` shows you.',
    access: 'user',
    limit: 'sync',
    params: { id: GameName },
    result: Bests,
  }),
  'stats.history': read({
    summary:
      'The finished games of a player, yourself by default, that you may look at. The newest come first.',
    access: 'user',
    limit: 'sync',
    params: {
      username: Type.Optional(Username),
      before: Type.Optional(
        Type.String({
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z_[0-9a-f-]{36}$',
          description: 'The `next` of the page before.',
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 by default.' })),
    },
    result: History,
  }),
  'stats.player': read({
    summary: 'The lifetime statistics of one player, yourself by default.',
    access: 'user',
    limit: 'sync',
    params: { username: Type.Optional(Username) },
    result: PlayerPage,
  }),
} as const;
