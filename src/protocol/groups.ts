import { Type, type Static } from 'typebox';
import { Id } from './shapes.ts';

/** Somebody in a group. */
export const GroupMember = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  role: Type.Unsafe<'owner' | 'member'>({
    enum: ['owner', 'member'],
    description: 'The owner manages the group; there is one.',
  }),
  joinedAt: Type.String({ description: 'ISO 8601.' }),
});
export type GroupMember = Static<typeof GroupMember>;

/** The best, or worst, of a group, and whose it is; of equals the first one. */
const GroupRecord = Type.Union([
  Type.Object({
    value: Type.Integer(),
    userId: Id,
    displayName: Type.String(),
    gameId: Id,
    code: Type.String(),
  }),
  Type.Null(),
]);

/** What the games of a group come to. */
export const GroupPage = Type.Object({
  records: Type.Object({
    highestRound: GroupRecord,
    highestGame: GroupRecord,
    lowestGame: GroupRecord,
    longestGame: GroupRecord,
    biggestComeback: GroupRecord,
    mostZeros: GroupRecord,
  }),
  pairs: Type.Immutable(
    Type.Array(
      Type.Object({
        userId: Id,
        opponentId: Id,
        games: Type.Integer(),
        above: Type.Integer({ description: 'Games in which `userId` finished above the opponent.' }),
        difference: Type.Number({ description: 'Points of `userId` less the opponent’s, on average.' }),
      }),
      { description: 'Head-to-head in the games of the group; every two players twice.' },
    ),
  ),
  players: Type.Immutable(
    Type.Array(Type.Object({ userId: Id, displayName: Type.String() }), {
      description: 'Who is in the pairs, most games first.',
    }),
  ),
  mostActiveDay: Type.Union([Type.String(), Type.Null()], {
    description: 'The day of the week (UTC) on which most games ended: Monday to Sunday.',
  }),
  months: Type.Immutable(
    Type.Array(Type.Object({ month: Type.String(), games: Type.Integer() }), {
      description: 'Games that ended in each of the last 24 months (UTC) with any, oldest first.',
    }),
  ),
  averageRounds: Type.Number({ description: 'Rounds of a game, on average.' }),
});
export type GroupPage = Static<typeof GroupPage>;

/** People who play together again and again; any number of them. */
export const Group = Type.Object(
  {
    groupId: Id,
    name: Type.String(),
    description: Type.Union([Type.String(), Type.Null()]),
    createdAt: Type.String({ description: 'ISO 8601.' }),
    totalGames: Type.Integer({ description: 'Finished games of the group.' }),
    totalRounds: Type.Integer({ description: 'Rounds of finished games.' }),
    lastPlayedAt: Type.Union([Type.String(), Type.Null()], {
      description: 'When the last game ended, ISO 8601; null before the first.',
    }),
    members: Type.Immutable(Type.Array(GroupMember, { description: 'The owner first, then by joining.' })),
  },
  { description: 'A group with its members.' },
);
export type Group = Static<typeof Group>;
