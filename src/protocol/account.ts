import { Type, type Static } from 'typebox';
import { Email, CurrentPassword } from './auth.ts';
import { read, strict, write } from './method.ts';
import { DisplayName, Id, listOf, Nothing, oneOf, orNull, Timestamp, User, Username } from './shapes.ts';

const visibilities = ['everybody', 'played', 'nobody'] as const;
/** The people who see the page of a player. */
export type Visible = (typeof visibilities)[number];

/** The wishes of a user, which every terminal of theirs obeys. Flags and variables of a terminal come first. */
export const Preferences = Type.Object(
  {
    theme: Type.Optional(oneOf(['auto', 'dark', 'light', 'high-contrast', 'none'], 'The colours.')),
    language: Type.Optional(oneOf(['auto', 'en', 'he'], 'The language of screens and messages.')),
    visible: Type.Optional(
      oneOf(
        visibilities,
        'The people who see your page and your history, and find you on leaderboards and among opponents: everybody, the people who finished a game with you, or nobody. Members of your groups and people at your tables always see you there.',
      ),
    ),
    notifications: Type.Optional(
      Type.Object(
        {
          yourTurn: Type.Optional(
            oneOf(['bell', 'title', 'both', 'off'], 'How a terminal tells that the turn is yours.'),
          ),
          gameOver: Type.Optional(
            oneOf(['on', 'off'], 'Whether to tell of games that ended while you were away.'),
          ),
          claims: Type.Optional(oneOf(['on', 'off'], 'Whether to tell of claims.')),
        },
        strict,
      ),
    ),
  },
  { ...strict, description: 'The wishes of a user. A field that is absent means the usual.' },
);
export type Preferences = Static<typeof Preferences>;

const AvatarUrl = Type.String({
  pattern: '^https://[^\\s\\p{Cc}\\p{Cf}]{1,500}$',
  description: 'An address that begins with https://.',
});

/** A user as they see their own account. */
export const Profile = Type.Object({
  user: User,
  email: Type.String(),
  avatarUrl: orNull(Type.String()),
  preferences: Preferences,
  createdAt: Timestamp,
  lastActive: Timestamp,
});
export type Profile = Static<typeof Profile>;

/** A login of a user on one terminal. */
export const OpenSession = Type.Object({
  id: Id,
  terminal: orNull(Type.String(), 'The name that the terminal gave itself.'),
  address: orNull(Type.String(), 'The network address it was last seen at.'),
  createdAt: Timestamp,
  lastSeen: Timestamp,
  current: Type.Boolean({ description: 'Whether it is the session of this socket.' }),
});
export type OpenSession = Static<typeof OpenSession>;

/** A user or a group, one of both. */
const blocked = { username: Type.Optional(Username), groupId: Type.Optional(Id) };
const oneOfBoth = { oneOf: Object.keys(blocked).map((name) => ({ required: [name] })) };

/** The account of the user who asks. */
export const accountMethods = {
  'account.get': read({
    summary: 'The account of this user: names, address, wishes.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: Profile,
  }),
  'account.update': write({
    summary:
      'Changes the account. A new email address or user name needs the password. A new display name shows in new games; games keep the names they were played under. Wishes that are given replace those of the same name.',
    access: 'user',
    about: 'self',
    limit: 'login',
    params: {
      displayName: Type.Optional(DisplayName),
      avatarUrl: Type.Optional(orNull(AvatarUrl)),
      preferences: Type.Optional(Preferences),
      email: Type.Optional(Email),
      username: Type.Optional(Username),
      password: Type.Optional(CurrentPassword),
    },
    result: Profile,
  }),
  'account.sessions': read({
    summary: 'The sessions in which this user is logged in, the last used one first.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: Type.Object({ sessions: listOf(OpenSession) }),
  }),
  'account.endSession': write({
    summary: 'Logs one of the sessions of this user out. Its sockets are closed.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: { sessionId: Id },
    result: Nothing,
  }),
  'account.block': write({
    summary:
      'Blocks a user or a group: their claims, invitations and games with your name no longer reach you, and nobody is told. In games in which they seat you, a guest has the seat. A group that you are not in, that has neither invited you nor offered you games, and of which you may read no game, is refused like one that does not exist.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: blocked,
    condition: oneOfBoth,
    result: Nothing,
  }),
  'account.unblock': write({
    summary: 'Lets a user or a group reach you again. Claims and invitations from before are listed again.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: blocked,
    condition: oneOfBoth,
    result: Nothing,
  }),
  'account.blocks': read({
    summary: 'The users and groups you have blocked.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: Type.Object({
      users: listOf(User),
      groups: listOf(Type.Object({ groupId: Id, name: Type.String() })),
    }),
  }),
  'account.delete': write({
    summary:
      'Deletes the account of this user for ever. The user name and the email address are free again, and all sessions end. Games stay, with the name “Former player”. A group in which only the user was left is deleted. Groups with other members must be handed over first: `owns_groups` has them in `groups`, each with `groupId` and `name`. This socket is logged out. Sent again after that, the answer is `unauthenticated`.',
    access: 'user',
    about: 'self',
    limit: 'login',
    params: { password: CurrentPassword },
    result: Nothing,
  }),
} as const;
