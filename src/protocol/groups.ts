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
