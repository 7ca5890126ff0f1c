import { Type, type Static } from 'typebox';
import { read, write } from './method.ts';
import {
  Apart,
  Id,
  listOf,
  Nothing,
  oneOf,
  orNull,
  pageSize,
  readable,
  Timestamp,
  User,
  Username,
} from './shapes.ts';

/** Somebody in a group. */
const GroupMember = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  role: oneOf(['owner', 'member'], 'The owner manages the group; there is one.'),
  joinedAt: Timestamp,
});

/** Somebody who was invited to a group and has not answered yet. */
const Invited = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  invitedAt: Timestamp,
});

/** The most groups that one account can be in, and the most invitations that can wait for it, or in a group. */
export const groupLimits = { groups: 200, invitations: 200 };

/** An invitation to a group, as the invited user sees it. */
export const Invitation = Type.Object({
  groupId: Id,
  name: Type.String(),
  description: orNull(Type.String()),
  members: Type.Integer({ description: 'The number of members.' }),
  by: Type.Object(User.properties, { description: 'The user who invited.' }),
  invitedAt: Timestamp,
});
export type Invitation = Static<typeof Invitation>;

/** People who play together again and again; any number of them. */
export const Group = Type.Object(
  {
    groupId: Id,
    name: Type.String(),
    description: orNull(Type.String()),
    createdAt: Timestamp,
    totalGames: Type.Integer({ description: 'Finished games of the group.' }),
    totalRounds: Type.Integer({ description: 'Rounds of finished games.' }),
    lastPlayedAt: orNull(
      Type.String(),
      'When the last game ended, ISO 8601; null before the first one has ended.',
    ),
    members: listOf(GroupMember, { description: 'The owner first, then by joining.' }),
    invited: listOf(Invited, {
      description: 'Users who have not accepted their invitation yet. Only the owner sees them.',
    }),
  },
  { description: 'A group with its members.' },
);
export type Group = Static<typeof Group>;

/** The best, or worst, score of a group, and the player who made it. If scores are equal, the first one. */
const GroupBest = orNull(
  Type.Object({
    value: Type.Integer(),
    userId: Id,
    displayName: Type.String(),
    apart: Apart,
    gameId: Id,
    code: Type.String(),
  }),
);

/** The figures of the games of a group. */
export const GroupPage = Type.Object({
  records: Type.Object({
    highestRound: GroupBest,
    highestGame: GroupBest,
    lowestGame: GroupBest,
    longestGame: GroupBest,
    biggestComeback: GroupBest,
    mostZeros: GroupBest,
  }),
  pairs: listOf(
    Type.Object({
      userId: Id,
      opponentId: Id,
      games: Type.Integer(),
      above: Type.Integer({ description: 'Games in which `userId` finished above the opponent.' }),
      difference: Type.Number({ description: 'Points of `userId` less the opponent’s, on average.' }),
    }),
    { description: 'Head-to-head in the games of the group. Every pair of players is listed both ways.' },
  ),
  players: listOf(Type.Object({ userId: Id, displayName: Type.String(), apart: Apart }), {
    description: 'The players of the pairs. Players with most games come first.',
  }),
  mostActiveDay: orNull(
    Type.String(),
    'The day of the week (UTC) on which most games ended: Monday to Sunday.',
  ),
  months: listOf(Type.Object({ month: Type.String(), games: Type.Integer() }), {
    description: 'Games that ended in each month (UTC), for the last 24 months with games, oldest first.',
  }),
  averageRounds: Type.Number({ description: 'Rounds of a game, on average.' }),
});
export type GroupPage = Static<typeof GroupPage>;

const Name = readable(64, 'The name of the group, 1 to 64 characters.');
const Description = orNull(readable(500, 'One line about the group.'));
const one = { groupId: Id };
const member = { ...one, username: Username };

/** Founding a group and keeping its members. */
export const groupMethods = {
  'group.list': read({
    summary: 'The groups you are in, by name, and the invitations that wait for your answer.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {
      name: Type.Optional(
        readable(64, 'Only groups and invitations of this name, in any case, with or without spaces.'),
      ),
      after: Type.Optional(
        Type.Unsafe<string>({ ...Id, description: 'Where the page begins: the `next` of the page before.' }),
      ),
      limit: pageSize(groupLimits.groups, groupLimits.groups),
    },
    result: Type.Object({
      groups: listOf(Group),
      next: orNull(Id, 'Send it as `after` to get the groups after these. Null if there are no more.'),
      invitations: listOf(Invitation, { description: 'The last one first, without blocked ones.' }),
    }),
  }),
  'group.accept': write({
    summary:
      'Accepts an invitation to a group. From now on, games of the group in which you are seated count for you.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: one,
    result: Group,
  }),
  'group.decline': write({
    summary: 'Declines an invitation to a group. Nobody is told.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: one,
    result: Nothing,
  }),
  'group.get': read({
    summary: 'A group you are in.',
    access: 'user',
    about: 'group',
    limit: 'sync',
    params: one,
    result: Group,
  }),
  'stats.group': read({
    summary: 'The page of a group you are in: its best scores, head-to-head, and when it plays.',
    access: 'user',
    about: 'group',
    limit: 'sync',
    params: one,
    result: GroupPage,
  }),
  'group.create': write({
    summary: 'Founds a group. You are its owner.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: { name: Name, description: Type.Optional(Description) },
    result: Group,
  }),
  'group.update': write({
    summary: 'Changes the name or the description of a group. Only its owner may do this.',
    access: 'user',
    about: 'owner',
    limit: 'action',
    params: { ...one, name: Type.Optional(Name), description: Type.Optional(Description) },
    result: Group,
  }),
  'group.delete': write({
    summary: 'Deletes a group; its games stay with their players. Only its owner may do this.',
    access: 'user',
    about: 'owner',
    limit: 'action',
    params: one,
    result: Nothing,
  }),
  'group.addMember': write({
    summary: 'Invites an account to a group. It is a member when it accepts. Only the owner may do this.',
    access: 'user',
    about: 'owner',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.removeMember': write({
    summary: 'Removes a member from a group, or takes an invitation back. Only the owner may do this.',
    access: 'user',
    about: 'owner',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.transfer': write({
    summary: 'Makes another member the owner. Only the owner may do this, and stays a member.',
    access: 'user',
    about: 'owner',
    limit: 'action',
    params: member,
    result: Group,
  }),
  'group.leave': write({
    summary: 'Leaves a group. The owner must hand it over first.',
    access: 'user',
    about: 'group',
    limit: 'action',
    params: one,
    result: Nothing,
  }),
} as const;
