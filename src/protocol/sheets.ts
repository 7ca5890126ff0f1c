import { Type, type Static } from 'typebox';
import { read, strict, write } from './method.ts';
import {
  Bid,
  Contracts,
  DisplayName,
  fourOf,
  Id,
  Points,
  RuleChoices,
  SeatNumber,
  StartingScores,
  Tricks,
  Username,
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
    players: Type.Optional(
      fourOf(DisplayName, 'Who played this round, where it was not those who sat there at the end.'),
    ),
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
    players: fourOf(
      DisplayName,
      'User names, or the names of guests, in seat order, as they sat at the end.',
    ),
    rules: Type.Optional(RuleChoices),
    startingScores: Type.Optional(StartingScores),
    rounds: Type.Immutable(Type.Array(SheetRound, { minItems: 1, maxItems: 999 })),
  },
  { ...strict, description: 'A finished game as a score sheet has it.' },
);
export type Sheet = Static<typeof Sheet>;

/** What is wrong with a value of a sheet. */
export const Fault = Type.Object({
  round: Type.Union([Type.Integer(), Type.Null()]),
  player: Type.Union([Type.String(), Type.Null()]),
  field: Type.String(),
  found: Type.String(),
  expected: Type.String(),
});

const Outcome = Type.Object(
  {
    status: Type.Unsafe<'added' | 'there' | 'different' | 'replaced' | 'refused'>({
      enum: ['added', 'there', 'different', 'replaced', 'refused'],
      description:
        '`there`: imported before; `different`: imported before, and the game says something else; `replaced`: it did, and now says this; `refused`: see `faults`.',
    }),
    gameId: Type.Optional(Id),
    differences: Type.Optional(
      Type.Immutable(
        Type.Array(Fault, { description: 'What the sheet says (`found`) where the game says `expected`.' }),
      ),
    ),
    faults: Type.Optional(Type.Immutable(Type.Array(Fault))),
  },
  { description: 'What came of one sheet.' },
);

/** Importing score sheets, and exporting games as score sheets. */
export const sheetMethods = {
  'sheets.import': write({
    summary:
      'Imports finished games: your own, and those of groups you own. A name that is exactly the user name of a member means that account; any other name means a guest.',
    access: 'user',
    limit: 'action',
    params: {
      sheets: Type.Immutable(Type.Array(Sheet, { minItems: 1, maxItems: 100 })),
      group: Type.Optional(
        Type.String({
          readable: 64,
          minLength: 1,
          maxLength: 64,
          description: 'The group of games that name none. If there is no such group, it is founded.',
        }),
      ),
      players: Type.Optional(
        Type.Record(Type.String(), Username, {
          description: 'For names in the sheets, the user names they stand for.',
        }),
      ),
      dryRun: Type.Optional(Type.Boolean({ description: 'Says what would happen and changes nothing.' })),
      replace: Type.Optional(
        Type.Boolean({
          description:
            'Games imported before are changed to what their sheets say now. The log keeps what they said.',
        }),
      ),
    },
    result: Type.Object({
      outcomes: Type.Immutable(Type.Array(Outcome, { description: 'One for each sheet, in their order.' })),
      near: Type.Record(Type.String(), Type.String(), {
        description: 'Names that became guests, each with the user name it nearly is.',
      }),
      unknown: Type.Record(Type.String(), Type.String(), {
        description:
          'Names that became guests because the user name that `players` gave for them does not exist.',
      }),
      founded: Type.Immutable(
        Type.Array(Type.String(), { description: 'Groups that were founded for these games.' }),
      ),
    }),
  }),
  'sheets.export': read({
    summary: 'Your finished games, or those of a group you are in, as score sheets. The oldest come first.',
    access: 'user',
    limit: 'action',
    params: {
      groupId: Type.Optional(Id),
      after: Type.Optional(
        Type.String({
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z_[0-9a-f-]{36}$',
          description: 'The `next` of the page before.',
        }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '100 by default.' })),
    },
    result: Type.Object({
      sheets: Type.Immutable(Type.Array(Sheet)),
      next: Type.Union([Type.String(), Type.Null()], {
        description: 'Give it as `after` for the games after these; null if there are none.',
      }),
    }),
  }),
} as const;
