import { Type, type Static } from 'typebox';
import { read, session, write } from './method.ts';
import { DisplayName, Nothing, readable, Token, User, Username } from './shapes.ts';

export const Email = Type.String({ format: 'email', maxLength: 255, description: 'An email address.' });
const Password = Type.String({
  minLength: 8,
  maxLength: 128,
  format: 'text',
  description: '8 to 128 characters. Every character counts. One that is guessed first is a `weak_password`.',
});
/** A password that is only compared with the stored one, which may be old and shorter. */
export const CurrentPassword = Type.String({ minLength: 1, maxLength: 128 });
const terminal = Type.Optional(
  readable(64, 'A name for this terminal, which the user sees among their sessions.'),
);
const expiresIn = Type.Integer({ description: 'Seconds until the access token expires.' });

export const DeviceMark = Type.Optional(
  Type.String({
    maxLength: 128,
    description:
      'The mark of this device, from an earlier login of the same user. With it, a login does not wait for the guesses of others.',
  }),
);

/** The answer to logging in. */
export const Session = Type.Object({
  accessToken: Token,
  refreshToken: Token,
  expiresIn,
  user: User,
  device: DeviceMark,
});
export type Session = Static<typeof Session>;

/** Making an account, logging in and out. */
export const authMethods = {
  'auth.register': write({
    summary: 'Makes an account and logs this socket in.',
    access: 'anybody',
    about: 'server',
    limit: 'register',
    params: { username: Username, email: Email, password: Password, displayName: DisplayName, terminal },
    result: Session,
  }),
  'auth.login': session({
    summary: 'Logs this socket in with an email address or a user name.',
    access: 'anybody',
    about: 'server',
    limit: 'login',
    params: {
      login: Type.String({ minLength: 1, maxLength: 255 }),
      password: CurrentPassword,
      terminal,
      device: DeviceMark,
    },
    result: Session,
  }),
  'auth.resume': session({
    summary: 'Logs this socket in with an access token.',
    access: 'anybody',
    about: 'server',
    limit: null,
    params: { accessToken: Token },
    result: Type.Object({ user: User, expiresIn }),
  }),
  'auth.refresh': session({
    summary:
      'Trades a refresh token for a new pair of tokens and logs this socket in. Each refresh token can be used once.',
    access: 'anybody',
    about: 'server',
    limit: 'refresh',
    params: { refreshToken: Token },
    result: Session,
  }),
  'auth.logout': session({
    summary: 'Ends the session of this socket. Its tokens can no longer be used.',
    access: 'user',
    about: 'self',
    limit: null,
    params: {},
    result: Nothing,
  }),
  'auth.changePassword': write({
    summary:
      'Sets another password. All sessions of the user end, and their sockets are closed. Only this socket stays open, with a new session.',
    access: 'user',
    about: 'self',
    limit: 'login',
    params: { password: CurrentPassword, newPassword: Password },
    result: Session,
  }),
  'auth.reset': write({
    summary:
      'Sets a new password with a code of the operator, which can be used once. All sessions of the user end. This socket is not logged in by it.',
    access: 'anybody',
    about: 'server',
    limit: 'login',
    params: {
      username: Username,
      code: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The code. Hyphens, spaces and case do not count.',
      }),
      newPassword: Password,
    },
    result: Nothing,
  }),
  'auth.me': read({
    summary: 'The user this socket is logged in as.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: User,
  }),
} as const;
