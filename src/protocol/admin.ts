import { Type, type Static } from 'typebox';
import { gameStatuses } from '../rules/index.ts';
import { OpenSession } from './account.ts';
import { read, write } from './method.ts';
import {
  Code,
  Cursor,
  Id,
  listOf,
  Nothing,
  oneOf,
  orNull,
  pageSize,
  readable,
  SeatNumber,
  Timestamp,
  Token,
  User,
  Username,
} from './shapes.ts';

const by = { operatorToken: Token };
const one = { ...by, username: Username };
const next = orNull(Type.String(), 'Send it as `cursor` to get the next page. Null if there is none.');

/** An account as the operator sees it. */
export const AccountLine = Type.Object({
  user: User,
  email: Type.String(),
  isActive: Type.Boolean({ description: 'False if the account is disabled or closed.' }),
  createdAt: Timestamp,
  lastActive: Timestamp,
});
export type AccountLine = Static<typeof AccountLine>;

/** An account with its sessions, groups and games. */
export const AccountPage = Type.Object({
  ...AccountLine.properties,
  sessions: listOf(OpenSession, { description: 'The last used one first.' }),
  groups: listOf(
    Type.Object({ groupId: Id, name: Type.String(), role: oneOf(['owner', 'member'], 'The role in it.') }),
    { description: 'By name.' },
  ),
  games: Type.Object({
    finished: Type.Integer({ description: 'Finished games with a seat.' }),
    open: Type.Integer({ description: 'Games with a seat that are not over, and lobbies.' }),
  }),
});
export type AccountPage = Static<typeof AccountPage>;

/** An open room as the operator sees it. */
export const OpenRoom = Type.Object({
  code: Type.String(),
  gameId: Id,
  status: oneOf(gameStatuses),
  round: Type.Integer({ description: 'The round on the table; 0 in the lobby.' }),
  players: listOf(
    Type.Object({
      seat: SeatNumber,
      displayName: Type.String(),
      username: orNull(Type.String(), 'Null for a guest.'),
      connected: Type.Boolean({ description: 'Whether a terminal of this player is online.' }),
    }),
    { description: 'By seat.' },
  ),
  createdAt: Timestamp,
  lastAction: Timestamp,
});
export type OpenRoom = Static<typeof OpenRoom>;

/** An entry of the audit log. */
export const OperatorAction = Type.Object({
  id: Id,
  at: Timestamp,
  method: Type.String({ description: 'The method that was called.' }),
  subject: orNull(Type.String(), 'The user name of the account at that time; null if it was about none.'),
  details: Type.Object({}, { description: 'More about it, by method. Codes and tokens are never in it.' }),
  tokenId: orNull(
    Type.String(),
    'The id of the token that was used. The entry of `admin.token` has the same in its details, if the token was lent.',
  ),
});
export type OperatorAction = Static<typeof OperatorAction>;

/**
 * For the operator: the person who runs the server. None of these methods requires a login, but each takes a
 * token that was made with the secret of the server.
 */
export const adminMethods = {
  'admin.broadcast': write({
    summary: 'Shows a message on every terminal of every node.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: {
      ...by,
      message: readable(500, 'One line as people read it, without control or direction characters.'),
    },
    result: Nothing,
  }),
  'admin.users': read({
    summary: 'Accounts of people, the last active first.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: {
      ...by,
      query: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 255,
          description: 'A part of the user name, the display name or the email address, in any case.',
        }),
      ),
      inactiveSince: Type.Optional(
        Type.String({
          format: 'moment',
          description: 'A day or a moment, UTC: only accounts that were last active before it.',
        }),
      ),
      disabled: Type.Optional(
        Type.Boolean({ description: 'True: only accounts that cannot log in. False: only the others.' }),
      ),
      cursor: Type.Optional(Cursor),
      limit: pageSize(100, 50),
    },
    result: Type.Object({ users: listOf(AccountLine), next }),
  }),
  'admin.user': read({
    summary: 'One account: its sessions, its groups, and how many games it plays.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: one,
    result: AccountPage,
  }),
  'admin.disable': write({
    summary:
      'Disables an account: it cannot log in, its sessions end, and its sockets are closed. Its games stay.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: one,
    result: Nothing,
  }),
  'admin.enable': write({
    summary: 'Lets a disabled account log in again.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: one,
    result: Nothing,
  }),
  'admin.resetPassword': write({
    summary:
      'Makes a code with which the owner of an account sets another password: see `auth.reset`. It can be used once, within 24 hours. A new code replaces the old one.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: one,
    result: Type.Object({ code: Type.String(), expiresAt: Timestamp }),
  }),
  'admin.rename': write({
    summary: 'Gives an account another user name. Its finished games and its display name stay as they are.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: { ...one, newUsername: Username },
    result: User,
  }),
  'admin.rooms': read({
    summary:
      'Open rooms: lobbies, and games that are not over. The one with the oldest last action comes first.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: { ...by, cursor: Type.Optional(Cursor), limit: pageSize(100, 50) },
    result: Type.Object({ rooms: listOf(OpenRoom), next }),
  }),
  'admin.close': write({
    summary:
      'Closes a room that was forgotten. Its game ends as it stands, and its players get a notice. A lobby is deleted.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: { ...by, code: Code },
    result: Type.Object({
      dropped: Type.Boolean({ description: 'Whether it was a lobby, so that nothing is left of it.' }),
    }),
  }),
  'admin.prune': write({
    summary:
      'Deletes the lobbies in which no game ever began, and in which nothing has happened for some days. A lobby with somebody in it stays.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: {
      ...by,
      emptyRoomsOlderThanDays: Type.Integer({ minimum: 1, maximum: 36_500, description: 'Whole days.' }),
    },
    result: Type.Object({ rooms: Type.Integer({ description: 'How many were deleted.' }) }),
  }),
  'admin.log': read({
    summary: 'The audit log: the actions of operators, the last one first.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: { ...by, cursor: Type.Optional(Cursor), limit: pageSize(100, 50) },
    result: Type.Object({ actions: listOf(OperatorAction), next }),
  }),
  'admin.token': write({
    summary:
      'Makes a token of an hour, for an operator where the secret of the server cannot be read. It is good for any number of actions, where others are good for one, and cannot make another token.',
    access: 'operator',
    about: 'server',
    limit: null,
    params: by,
    result: Type.Object({
      operatorToken: Token,
      expiresIn: Type.Integer({ description: 'Seconds until it expires.' }),
    }),
  }),
} as const;
