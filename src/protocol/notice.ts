import { Type, type Static, type TProperties } from 'typebox';
import { read, write } from './method.ts';
import { Id, listOf, oneOf, orNull, pageSize, Timestamp, User } from './shapes.ts';

const by = orNull(User, 'The user who did it; null if it was the operator, or if the account is gone.');
const game = { code: Type.String({ description: 'The room code of the game.' }), gameId: Id };

/** A notice of one kind. */
const notice = <const K extends string, P extends TProperties>(kind: K, description: string, fields: P) =>
  Type.Object(
    { id: Id, kind: Type.Literal(kind), createdAt: Timestamp, readAt: orNull(Timestamp), ...fields },
    { description },
  );

/** News that concerns one user. It waits until one of their terminals has shown it. */
export const Notice = Type.Union(
  [
    notice('your_turn', 'It is your turn at a table where you are away.', game),
    notice('game_corrected', 'A round of a game you play in was corrected while you were away.', {
      ...game,
      by,
    }),
    notice('game_over', 'A game you play in ended while you were away.', {
      ...game,
      by,
      reason: oneOf(
        ['ended', 'closed', 'abandoned'],
        'Whether the table ended it, the operator closed it, or nobody played for too long.',
      ),
    }),
    notice('claim_asked', 'A claim waits for you to decide.', { claimId: Id, by }),
    notice(
      'claim_offered',
      'Somebody wants games to count for you. Until you agree, a guest has your seat.',
      {
        claimId: Id,
        by,
        code: orNull(Type.String(), 'The room code if the game is being played: join it to take the seat.'),
      },
    ),
    notice('claim_accepted', 'Games that you offered were accepted.', { by, games: Type.Integer() }),
    notice('game_disowned', 'A player says that they did not play in a game of yours.', { ...game, by }),
    notice('claim_approved', 'A claim of yours was approved.', { by, games: Type.Integer() }),
    notice('group_invited', 'You were invited to a group.', {
      groupId: Id,
      groupName: Type.String(),
      by,
    }),
    notice('group_added', 'You were added to a group, by a server that did not ask you yet.', {
      groupId: Id,
      groupName: Type.String(),
      by,
    }),
    notice('account_changed', 'Your account was changed on another terminal, or by the operator.', {
      by,
      changed: listOf(
        oneOf(['displayName', 'username', 'email', 'avatarUrl', 'preferences', 'password'] as const),
      ),
    }),
  ],
  { description: 'News that concerns one user.' },
);
export type Notice = Static<typeof Notice>;

/** News for the user who asks. */
export const noticeMethods = {
  'notice.list': read({
    summary:
      'The notices of this user, the newest first. Notices are kept for 90 days. A change that this session made itself is left out.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {
      unread: Type.Optional(Type.Boolean({ description: 'Only those that are not read yet.' })),
      before: Type.Optional(
        Type.Unsafe<string>({ ...Id, description: 'Where the page begins: the `next` of the page before.' }),
      ),
      limit: pageSize(100, 20),
    },
    result: Type.Object({ notices: listOf(Notice), next: orNull(Id) }),
  }),
  'notice.read': write({
    summary: 'Marks notices as read: those with these ids, or all.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: { ids: Type.Optional(listOf(Id, { minItems: 1, maxItems: 100 })) },
    result: Type.Object({ unread: Type.Integer({ description: 'The notices that are still unread.' }) }),
  }),
} as const;
