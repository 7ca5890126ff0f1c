import { Type, type Static } from 'typebox';
import { strict } from './method.ts';
import {
  Bid,
  Contracts,
  DisplayName,
  fourOf,
  Points,
  RuleChoices,
  SeatNumber,
  StartingScores,
  Tricks,
} from './shapes.ts';

/** A round of a score sheet. */
export const SheetRound = Type.Object(
  {
    dealer: Type.Optional(SeatNumber),
    frisch: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 3, description: 'Card exchanges; 0 by default.' }),
    ),
    trump: Bid,
    contracts: Contracts,
    tricks: Tricks,
    scores: Type.Optional(fourOf(Points, 'Compared with those that the rules give.')),
  },
  strict,
);
export type SheetRound = Static<typeof SheetRound>;

export const sheetFormat = 'whist-game/1';

/** A finished game as a score sheet has it: the interchange record. */
export const Sheet = Type.Object(
  {
    format: Type.Optional(Type.Literal(sheetFormat)),
    id: Type.Optional(
      Type.String({
        readable: 200,
        minLength: 1,
        maxLength: 200,
        description: 'What tells this game from all others of the same group; its content by default.',
      }),
    ),
    playedAt: Type.String({ format: 'moment', description: 'When the game ended: a day or a moment, UTC.' }),
    group: Type.Optional(Type.String({ readable: 64, minLength: 1, maxLength: 64 })),
    players: fourOf(DisplayName, 'User names, or the names of guests, in seat order.'),
    rules: Type.Optional(RuleChoices),
    startingScores: Type.Optional(StartingScores),
    rounds: Type.Immutable(Type.Array(SheetRound, { minItems: 1, maxItems: 999 })),
  },
  { ...strict, description: 'A finished game as a score sheet has it.' },
);
export type Sheet = Static<typeof Sheet>;
