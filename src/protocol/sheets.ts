import { Type, type Static } from 'typebox';
import { asking, strict } from './method.ts';
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

/** Bringing score sheets in, and taking games out as score sheets. */
export const sheetMethods = {
  'sheets.import': asking(
    'user',
    'Brings finished games in: yours, and those of groups you own. A name is that of an account where it is exactly the user name of a member, and of a guest otherwise.',
    Type.Object(
      {
        sheets: Type.Immutable(Type.Array(Sheet, { minItems: 1, maxItems: 100 })),
        group: Type.Optional(
          Type.String({
            readable: 64,
            minLength: 1,
            maxLength: 64,
            description: 'The group of games that name none; one that is not there is founded.',
          }),
        ),
        players: Type.Optional(
          Type.Record(Type.String(), Username, { description: 'User names by the names of the sheets.' }),
        ),
        dryRun: Type.Optional(
          Type.Boolean({ description: 'Says what would come of it, and changes nothing.' }),
        ),
        replace: Type.Optional(
          Type.Boolean({
            description:
              'Games that are there become what their sheets say now; the log keeps what they said.',
          }),
        ),
      },
      strict,
    ),
    Type.Object({
      outcomes: Type.Immutable(Type.Array(Outcome, { description: 'One for each sheet, in their order.' })),
      near: Type.Record(Type.String(), Type.String(), {
        description: 'Names that became guests though they are nearly those of these user names.',
      }),
      unknown: Type.Record(Type.String(), Type.String(), {
        description:
          'Names that became guests because these user names, which `players` gave for them, are nobody’s here.',
      }),
      founded: Type.Immutable(
        Type.Array(Type.String(), { description: 'Groups that were not there before.' }),
      ),
    }),
  ),
  'sheets.export': asking(
    'user',
    'Your finished games, or those of a group you are in, as score sheets: those that ended first.',
    Type.Object(
      {
        groupId: Type.Optional(Id),
        after: Type.Optional(
          Type.String({
            pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z_[0-9a-f-]{36}$',
            description: 'The `next` of the page before.',
          }),
        ),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '100 by default.' })),
      },
      strict,
    ),
    Type.Object({
      sheets: Type.Immutable(Type.Array(Sheet)),
      next: Type.Union([Type.String(), Type.Null()], {
        description: 'Give it as `after` for the games after these; null where there are none.',
      }),
    }),
  ),
} as const;
