import { Type, type Static } from 'typebox';
import { gameStatuses, gameTypes, roundPhases } from '../rules/index.ts';
import {
  Apart,
  Bid,
  Contract,
  Contracts,
  fourOf,
  Id,
  Length,
  listOf,
  oneOf,
  orNull,
  RuleProfile,
  SeatNumber,
  StartingScores,
  Timestamp,
  Tricks,
} from './shapes.ts';

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
  bids: listOf(Type.Union([Bid, Pass]), {
    description: 'All bids and passes of the auction since the deal, in order.',
  }),
  highestBid: orNull(Bid),
  trump: orNull(Bid),
  contracts: fourOf(orNull(Contract), 'Null for a seat that has not set its contract.'),
  sum: Type.Integer({ description: 'The sum of the contracts set so far.' }),
  forbidden: orNull(Type.Integer({ description: 'The contract that the last seat may not choose.' })),
  type: orNull(oneOf(gameTypes)),
  tricks: Tricks,
});

/** The player in a seat. */
export const SeatState = Type.Object({
  seat: SeatNumber,
  userId: Id,
  displayName: Type.String(),
  apart: Apart,
  connected: Type.Boolean({ description: 'Whether a terminal of this player is online.' }),
  guest: Type.Boolean({ description: 'A player with a name and no account; the others act for them.' }),
  awaySince: orNull(
    Type.String({
      description:
        'When the last terminal of this player went away, ISO 8601. Null for guests, and while the player is connected.',
    }),
  ),
  standsFor: Type.Optional(
    Type.Unsafe<string>({
      ...Id,
      description: 'The account that this guest stands for, because it has not agreed to the game.',
    }),
  ),
});
export type SeatState = Static<typeof SeatState>;

const watcherModes = ['anybody', 'nobody'] as const;
/** The people who may watch a room with its code. */
export type Watchers = (typeof watcherModes)[number];
export const Watchers = oneOf(
  watcherModes,
  'The people who may watch with the code, without a seat, while the game is played. Members of the group of the game always may.',
);

/** Everything about a room that its members see. */
export const RoomState = Type.Object(
  {
    code: Type.String({ description: 'The room code.' }),
    gameId: Id,
    version: Type.Integer({
      description: 'Rises by one with every change: the number of the last entry of the log.',
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
    rounds: listOf(FinishedRound, { description: 'Finished rounds, first to last.' }),
    totals: fourOf(Type.Integer(), 'Running totals, starting scores included.'),
    winners: orNull(
      listOf(SeatNumber, { description: 'The seats with the highest total of a finished game.' }),
    ),
    rematch: orNull(
      Type.String({ description: 'The room code of the next game of these players, if it was opened here.' }),
    ),
    watchers: Watchers,
  },
  { description: 'The state of a room.' },
);
export type RoomState = Static<typeof RoomState>;

/** The parts of a game that an event changes otherwise than an action of the rules does. */
export const Restored = Type.Object(
  {
    status: Type.Optional(oneOf(gameStatuses)),
    rules: Type.Optional(RuleProfile),
    length: Type.Optional(Length),
    startingScores: Type.Optional(StartingScores),
    round: Type.Optional(orNull(Round)),
    totals: Type.Optional(fourOf(Type.Integer())),
    winners: Type.Optional(orNull(listOf(SeatNumber))),
    roundCount: Type.Integer({ description: 'The number of finished rounds after it.' }),
    rounds: listOf(FinishedRound, { description: 'The finished rounds among these that are not as before.' }),
  },
  {
    description:
      'The parts of the game that an undo or a corrected sheet changed. Only with `updates: "events"`.',
  },
);
export type Restored = Static<typeof Restored>;

/** One entry of the log of a room. */
export const RoomEvent = Type.Object({
  type: Type.String({ description: 'The method that made the change, or `presence`.' }),
  version: Type.Integer({ description: 'The version of the room after it.' }),
  actorId: orNull(Id),
  seat: orNull(SeatNumber),
  payload: Type.Record(Type.String(), Type.Unknown(), {
    description: 'The params of the change, and all that the server decided.',
  }),
  at: Timestamp,
  hostId: Type.Optional(Id),
  seats: Type.Optional(
    fourOf(
      orNull(SeatState),
      'The people after it. Only with `updates: "events"`, and only if they changed.',
    ),
  ),
  game: Type.Optional(Restored),
});
export type RoomEvent = Static<typeof RoomEvent>;

/** The answer of a method that changes a room. */
export const Changed = Type.Object({
  version: Type.Integer(),
  event: Type.Optional(RoomEvent),
  state: Type.Optional(RoomState),
});
export type Changed = Static<typeof Changed>;

/** The answer of `room.join`. */
export const Entered = Type.Object({
  version: Type.Integer(),
  event: Type.Optional(RoomEvent),
  state: RoomState,
});

export const updateModes = ['state', 'events'] as const;
/** How a terminal is told the changes of a room. */
export type Updates = (typeof updateModes)[number];
/** The `updates` param of the methods that enter a room. */
export const updates = Type.Optional(
  oneOf(
    updateModes,
    'With `events`, the answers to changes and `room.updated` have no state: apply each event to the state that this answer has. By default `state`.',
  ),
);
