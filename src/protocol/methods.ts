import { Type, type Static } from 'typebox';
import { asking, change, Changed, changing, forSeat, none, strict, type Method } from './method.ts';
import {
  Bid,
  BidAmount,
  Code,
  Contract,
  Contracts,
  DisplayName,
  Email,
  Id,
  Length,
  OldPassword,
  Password,
  RoomEvent,
  RoomState,
  RuleChoices,
  SeatNumber,
  Session,
  StartingScores,
  Suit,
  Token,
  Tricks,
  User,
  Username,
} from './shapes.ts';
import { claimMethods } from './claims.ts';
import { groupMethods } from './group-methods.ts';
import { recordMethods } from './record-methods.ts';
import { sheetMethods } from './sheets.ts';

/** The one table of requests. Types, validators, the reference page and the AsyncAPI document are made from it. */
export const methods = {
  'auth.register': asking(
    'anybody',
    'Makes an account and logs in.',
    Type.Object({ username: Username, email: Email, password: Password, displayName: DisplayName }, strict),
    Session,
  ),
  'auth.login': asking(
    'anybody',
    'Logs in with an email address or a user name.',
    Type.Object(
      {
        login: Type.String({ minLength: 1, maxLength: 255 }),
        password: OldPassword,
      },
      strict,
    ),
    Session,
  ),
  'auth.resume': asking(
    'anybody',
    'Logs this socket in with an access token.',
    Type.Object({ accessToken: Token }, strict),
    Type.Object({
      user: User,
      expiresIn: Type.Integer({ description: 'Seconds until the access token expires.' }),
    }),
  ),
  'auth.refresh': asking(
    'anybody',
    'Trades a refresh token for a new pair of tokens and logs this socket in; the old one is spent.',
    Type.Object({ refreshToken: Token }, strict),
    Session,
  ),
  'auth.logout': asking(
    'user',
    'Ends the session this socket was logged in with; its tokens are worth nothing afterwards.',
    none,
    Type.Object({}),
  ),
  'auth.changePassword': asking(
    'user',
    'Sets another password. Every session of the user ends and its sockets are closed, but for this one, which goes on with the new session.',
    Type.Object({ password: OldPassword, newPassword: Password }, strict),
    Session,
  ),
  'auth.me': asking('user', 'Who this socket is logged in as.', none, User),

  'room.create': {
    summary: 'Opens a room. Its creator is the host, in seat 0.',
    access: 'user',
    changes: true,
    params: Type.Object(
      {
        groupId: Type.Optional(Id),
        rules: Type.Optional(RuleChoices),
        length: Type.Optional(Length),
        startingScores: Type.Optional(StartingScores),
        seated: Type.Optional(
          Type.Boolean({ description: 'False for a host who keeps score without playing; true by default.' }),
        ),
        commandId: change.commandId,
      },
      strict,
    ),
    result: Type.Interface(
      [RoomState],
      { state: RoomState },
      {
        description:
          'the [RoomState](#roomstate), and the same again under `state`, so that every change can be read alike',
      },
    ),
  },
  'room.join': changing(
    'user',
    'Takes a seat: the one asked for, or the lowest free one. Who sits already is back.',
    {
      seat: Type.Optional(SeatNumber),
    },
  ),
  'room.leave': changing(
    'member',
    'Leaves. In the lobby the seat is free again; in a game it stays theirs and the table may act for it. A host hands over.',
    {},
  ),
  'room.watch': asking(
    'user',
    'Watches a room without a seat.',
    Type.Object({ code: Code }, strict),
    Changed,
  ),
  'room.state': asking(
    'member',
    'The state of a room, and, given `since`, the changes after that version.',
    Type.Object(
      {
        code: Code,
        since: Type.Optional(Type.Integer({ minimum: 0, description: 'A version seen before.' })),
      },
      strict,
    ),
    Type.Object({
      version: Type.Integer(),
      state: RoomState,
      events: Type.Optional(
        Type.Immutable(
          Type.Array(RoomEvent, {
            description: 'The changes after `since`, oldest first; absent where they are too many to send.',
          }),
        ),
      ),
    }),
  ),
  'room.seats': changing('host', 'Seats the players anew before the first round.', {
    seats: Type.Immutable(
      Type.Array(Type.Union([Id, Type.Null()]), {
        minItems: 4,
        maxItems: 4,
        description: 'The user of each seat, null for a free one; everybody seated must be in it once.',
      }),
    ),
  }),
  'room.addGuest': changing('host', 'Seats a player by name only, who may claim the game later.', {
    displayName: DisplayName,
    seat: Type.Optional(SeatNumber),
  }),
  'room.start': changing('host', 'Starts round 1; all four seats must be taken.', {}),
  'room.transferHost': changing(
    'player',
    'Makes another seated player the host. Once the host is away longer than the grace, any player may take over.',
    { userId: Id },
  ),
  'room.substitute': changing(
    'host',
    'Gives a seat to somebody else from the round on the table on: an account by its id or its user name, or a guest by name.',
    {
      seat: SeatNumber,
      userId: Type.Optional(Id),
      username: Type.Optional(Username),
      displayName: Type.Optional(DisplayName),
    },
    { oneOf: ['userId', 'username', 'displayName'].map((name) => ({ required: [name] })) },
  ),

  'auction.bid': changing('player', 'Bids on your turn.', { amount: BidAmount, suit: Suit, seat: forSeat }),
  'auction.pass': changing('player', 'Passes on your turn.', { seat: forSeat }),
  'auction.record': changing(
    'host',
    'Records the result of an auction held aloud, without its single bids.',
    {
      seat: SeatNumber,
      amount: BidAmount,
      suit: Suit,
      frisch: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: 3,
          description: 'Card exchanges since the deal; as recorded by default.',
        }),
      ),
    },
  ),
  'frisch.done': changing('player', 'Says that three cards have been passed to the left.', {}),
  'contract.set': changing('player', 'Speaks a contract on your turn.', { amount: Contract, seat: forSeat }),
  'trick.claim': changing('player', 'Records one more trick won; the thirteenth completes the round.', {
    seat: forSeat,
  }),
  'round.record': changing('player', 'Records the tricks of all four seats and completes the round.', {
    tricks: Tricks,
  }),
  'round.next': changing('player', 'Deals the next round.', {}),
  'round.correct': changing('host', 'Sets a finished round right; all later totals follow.', {
    round: Type.Integer({ minimum: 1, description: 'The number of the round.' }),
    trump: Type.Optional(Bid),
    contracts: Type.Optional(Contracts),
    tricks: Type.Optional(Tricks),
  }),
  'game.end': changing('host', 'Ends the game; a round in progress does not count.', {}),
  'log.undo': changing(
    'player',
    'Takes back the last action of the game that is not yet taken back. In a finished game only the host may.',
    {},
  ),

  'admin.broadcast': asking(
    'operator',
    'Shows a message on every terminal of every node. For who can read the secret of the server; needs no login.',
    Type.Object(
      {
        operatorToken: Token,
        message: Type.String({
          readable: 500,
          minLength: 1,
          maxLength: 500,
          description: 'One line as people read it, without control or direction characters.',
        }),
      },
      strict,
    ),
    Type.Object({}),
  ),

  ...claimMethods,
  ...groupMethods,
  ...recordMethods,
  ...sheetMethods,
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;
export type Params<M extends MethodName> = Static<(typeof methods)[M]['params']>;
export type Result<M extends MethodName> = Static<(typeof methods)[M]['result']>;

/** Methods that change a room that is there already. */
export type ChangeName = {
  [M in MethodName]: Params<M> extends { code: string }
    ? (typeof methods)[M]['changes'] extends true
      ? M
      : never
    : never;
}[MethodName];

export const notifications = {
  'room.updated': {
    summary: 'A change of a room, to every other member of it.',
    params: Type.Object({ code: Type.String(), version: Type.Integer(), event: RoomEvent, state: RoomState }),
  },
  'server.stopping': {
    summary: 'The server stops: it answers what was asked and closes the socket with 1001.',
    params: Type.Object({
      retryAfter: Type.Integer({ description: 'Seconds until it is worth connecting again.' }),
    }),
  },
  'admin.broadcast': {
    summary: 'A message of who runs the server, to everybody who is logged in.',
    params: Type.Object({ message: Type.String(), at: Type.String({ description: 'ISO 8601.' }) }),
  },
  'room.fenced': {
    summary:
      'The player has joined the room on another terminal: this one hears no more of it, and may do nothing in it but join again.',
    params: Type.Object({ code: Type.String() }),
  },
} as const;

export type NotificationName = keyof typeof notifications;
export type NotificationParams<N extends NotificationName> = Static<(typeof notifications)[N]['params']>;
