import { Type, type Static, type TSchema } from 'typebox';
import { gameStatuses, gameTypes, profileOptions, roundPhases, seats, suits } from '../rules/index.ts';
import type * as rules from '../rules/index.ts';

/** One of these values; JSON Schema `enum`. */
const oneOf = <const T extends readonly (string | number | boolean)[]>(values: T, description?: string) =>
  Type.Unsafe<T[number]>({ enum: values, ...(description && { description }) });

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const fourOf = <T extends TSchema>(schema: T, description?: string) =>
  Type.Immutable(
    Type.Tuple([schema, schema, schema, schema], {
      items: [schema, schema, schema, schema],
      minItems: 4,
      maxItems: 4,
      ...(description && { description }),
    }),
  );

const listOf = <T extends TSchema>(schema: T, description?: string) =>
  Type.Immutable(Type.Array(schema, description ? { description } : {}));

export const Id = Type.String({ format: 'uuid', letterCase: 'lower', description: 'A UUID.' });
export const Code = Type.String({
  format: 'room-code',
  letterCase: 'upper',
  description: 'A room code: six letters and digits, in either case.',
});
export const SeatNumber = oneOf(seats, 'A seat, 0 to 3, clockwise.');
export const Suit = oneOf(suits, 'A trump suit, lowest first.');
export const BidAmount = Type.Integer({ minimum: 5, maximum: 13, description: 'Tricks bid.' });
export const Contract = Type.Integer({
  minimum: 0,
  maximum: 13,
  description: 'Tricks contracted; 0 is a contract.',
});
export const Tricks = fourOf(Type.Integer({ minimum: 0, maximum: 13 }), 'Tricks won by each seat.');
export const Contracts = fourOf(Contract, 'The contract of each seat.');
export const Points = Type.Integer({ minimum: -100_000, maximum: 100_000 });
export const StartingScores = fourOf(Points, 'Scores of a game begun on paper.');

export const Username = Type.String({
  pattern: '^[A-Za-z0-9_-]{3,32}$',
  description: '3 to 32 letters, digits, underscores and hyphens; case does not tell two names apart.',
});
export const Email = Type.String({ format: 'email', maxLength: 255, description: 'An email address.' });
export const Password = Type.String({
  minLength: 8,
  maxLength: 128,
  description: '8 to 128 characters, all of which count.',
});
/** A password that is compared with the one there is. */
export const OldPassword = Type.String({ minLength: 1, maxLength: 128 });
export const DisplayName = Type.String({
  readable: 64,
  minLength: 1,
  maxLength: 64,
  description:
    'A name as people read it, 1 to 64 characters; made NFC, and without control or direction characters.',
});
export const Token = Type.String({ minLength: 1, maxLength: 4096 });

const profile = Type.Object(
  {
    passIsFinal: oneOf(profileOptions.passIsFinal, 'Who passes is out of this auction.'),
    frischMax: oneOf(profileOptions.frischMax, 'Card exchanges before an all-pass is dealt again.'),
    frischRaisesMinimum: oneOf(
      profileOptions.frischRaisesMinimum,
      'Each frisch raises the minimum bid by one, up to 8.',
    ),
    minimumBid: oneOf(profileOptions.minimumBid, 'The lowest amount of a first bid.'),
    missPerTrick: oneOf(
      profileOptions.missPerTrick,
      'Points lost for each trick over or under the contract.',
    ),
    zeroUnder: oneOf(profileOptions.zeroUnder, 'Points for a contract of 0 made in an under round.'),
    zeroOver: oneOf(profileOptions.zeroOver, 'Points for a contract of 0 made in an over round.'),
    zeroFailed: oneOf(
      profileOptions.zeroFailed,
      'A failed contract of 0: −50 and 10 back a trick after the first, or −50 flat.',
    ),
  },
  { additionalProperties: false, description: 'The rule profile of a game.' },
);
/** The whole rule profile of a game. */
export const RuleProfile = Type.Unsafe<rules.RuleProfile>(profile);
/** The options a table chooses; the others keep their defaults. */
export const RuleChoices = Type.Partial(profile, { additionalProperties: false });

export const Length = orNull(
  Type.Union([
    Type.Object({ rounds: Type.Integer({ minimum: 1, maximum: 99 }) }, { additionalProperties: false }),
    Type.Object({ points: Type.Integer({ minimum: 50, maximum: 5000 }) }, { additionalProperties: false }),
  ]),
);

export const Bid = Type.Object(
  { seat: SeatNumber, amount: BidAmount, suit: Suit },
  { additionalProperties: false },
);
const Pass = Type.Object({ seat: SeatNumber, pass: Type.Literal(true) }, { additionalProperties: false });

/** A round that is over. */
export const FinishedRound = Type.Object({
  number: Type.Integer(),
  dealer: SeatNumber,
  frischCount: Type.Integer({ description: 'Card exchanges before the auction was won: 0 to 3.' }),
  trump: Bid,
  contracts: Contracts,
  tricks: Tricks,
  type: oneOf(gameTypes),
  scores: fourOf(Type.Integer(), 'Points of this round.'),
});

/** The round on the table. */
export const Round = Type.Object({
  number: Type.Integer({ description: '1 for the first round.' }),
  dealer: SeatNumber,
  phase: oneOf(roundPhases),
  turn: orNull(SeatNumber),
  frischCount: Type.Integer(),
  minimumBid: Type.Integer({ description: 'The lowest amount a first bid may have now.' }),
  bids: listOf(Type.Union([Bid, Pass]), 'Everything said in the auction since the deal, in order.'),
  highestBid: orNull(Bid),
  trump: orNull(Bid),
  contracts: fourOf(orNull(Contract), 'Null for a seat that has not spoken.'),
  sum: Type.Integer({ description: 'Of the contracts spoken so far.' }),
  forbidden: orNull(Type.Integer({ description: 'The contract the last seat to speak may not make.' })),
  type: orNull(oneOf(gameTypes)),
  tricks: Tricks,
});

/** Who sits in a seat. */
export const SeatState = Type.Object({
  seat: SeatNumber,
  userId: Id,
  displayName: Type.String(),
  connected: Type.Boolean({ description: 'Whether a terminal of this player is on line.' }),
  guest: Type.Boolean({ description: 'A player by name only, recorded by the others.' }),
  awaySince: orNull(
    Type.String({
      description:
        'When the last terminal of this player went away, ISO 8601; null while connected and for guests.',
    }),
  ),
});
export type SeatState = Static<typeof SeatState>;

/** Everything about a room that its members see. */
export const RoomState = Type.Object(
  {
    code: Type.String({ description: 'The room code.' }),
    gameId: Id,
    version: Type.Integer({
      description: 'Rises by one with every change; the seq of the last row of the log.',
    }),
    status: oneOf(gameStatuses),
    hostId: Id,
    groupId: orNull(Id),
    rules: RuleProfile,
    length: Length,
    startingScores: StartingScores,
    graceSeconds: Type.Number({
      description: 'How long a player may be away before the table may act for the seat.',
    }),
    seats: fourOf(orNull(SeatState)),
    round: orNull(Round),
    rounds: listOf(FinishedRound, 'Finished rounds, first to last.'),
    totals: fourOf(Type.Integer(), 'Running totals, starting scores included.'),
    winners: orNull(listOf(SeatNumber, 'The seats with the highest total of a finished game.')),
  },
  { description: 'The state of a room.' },
);
export type RoomState = Static<typeof RoomState>;

export const User = Type.Object({
  id: Id,
  username: Type.String(),
  displayName: Type.String(),
});
export type User = Static<typeof User>;

/** What logging in gives. */
export const Session = Type.Object({
  accessToken: Token,
  refreshToken: Token,
  expiresIn: Type.Integer({ description: 'Seconds until the access token expires.' }),
  user: User,
});
export type Session = Static<typeof Session>;

/** One change of a room, as the log keeps it. `type` is the method that made it. */
export const RoomEvent = Type.Object({
  type: Type.String({ description: 'The method that made the change, or `presence`.' }),
  version: Type.Integer({ description: 'The version of the room after it.' }),
  actorId: orNull(Id),
  seat: orNull(SeatNumber),
  payload: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What was said, with everything that was decided for it.',
  }),
  at: Type.String({ description: 'ISO 8601.' }),
});
export type RoomEvent = Static<typeof RoomEvent>;
