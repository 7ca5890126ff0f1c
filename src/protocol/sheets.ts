import { Type, type Static } from 'typebox';
import { read, strict, write } from './method.ts';
import {
  Bid,
  Contracts,
  Cursor,
  DisplayName,
  fourOf,
  Id,
  listOf,
  oneOf,
  orNull,
  pageSize,
  Points,
  readable,
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
    scores: Type.Optional(fourOf(Points, 'Compared with the scores that the rules give.')),
    players: Type.Optional(
      fourOf(DisplayName, 'The players of this round, if they were not those of the last round.'),
    ),
  },
  strict,
);
export type SheetRound = Static<typeof SheetRound>;

export const sheetFormat = 'whist-game/1';

/** A finished game as a score sheet has it: the form in which games are imported and exported. */
export const Sheet = Type.Object(
  {
    format: Type.Optional(Type.Literal(sheetFormat)),
    id: Type.Optional(
      readable(200, 'Tells this game apart from all others of the same group. By default, its content does.'),
    ),
    playedAt: Type.String({ format: 'moment', description: 'When the game ended: a day or a moment, UTC.' }),
    group: Type.Optional(readable(64, 'The name of its group.')),
    players: fourOf(
      DisplayName,
      'User names, or the names of guests, in seat order, as they sat at the end.',
    ),
    rules: Type.Optional(RuleChoices),
    startingScores: Type.Optional(StartingScores),
    rounds: listOf(SheetRound, { minItems: 1, maxItems: 999 }),
  },
  { ...strict, description: 'A finished game as a score sheet has it.' },
);
export type Sheet = Static<typeof Sheet>;

/** A value of a sheet that is wrong, and the value it should be. */
export const SheetFault = Type.Object({
  round: orNull(Type.Integer()),
  player: orNull(Type.String()),
  field: Type.String(),
  found: Type.String(),
  expected: Type.String(),
});
export type SheetFault = Static<typeof SheetFault>;

const Outcome = Type.Object(
  {
    status: oneOf(
      ['added', 'there', 'different', 'replaced', 'refused'],
      '`there`: imported before. `different`: imported before, and the game says something else. `replaced`: it said something else, and now says this. `refused`: see `faults`.',
    ),
    gameId: Type.Optional(Id),
    differences: Type.Optional(
      listOf(SheetFault, {
        description: 'Values of the sheet (`found`) that differ from the game (`expected`).',
      }),
    ),
    faults: Type.Optional(listOf(SheetFault)),
  },
  { description: 'The outcome of one sheet.' },
);

/** Importing score sheets, and exporting games as score sheets. */
export const sheetMethods = {
  'sheets.import': write({
    summary:
      'Imports finished games: your own, and those of groups you own. A name that is exactly the user name of a member means that account; any other name means a guest.',
    access: 'user',
    limit: 'action',
    params: {
      sheets: listOf(Sheet, { minItems: 1, maxItems: 100 }),
      group: Type.Optional(
        readable(64, 'The group of games that name none. If there is no such group, it is founded.'),
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
      outcomes: listOf(Outcome, { description: 'One for each sheet, in their order.' }),
      near: Type.Record(Type.String(), Type.String(), {
        description: 'Names that became guests, each with the user name it nearly is.',
      }),
      unknown: Type.Record(Type.String(), Type.String(), {
        description:
          'Names that became guests because the user name that `players` gave for them does not exist.',
      }),
      founded: listOf(Type.String(), { description: 'Groups that were founded for these games.' }),
    }),
  }),
  'sheets.export': read({
    summary: 'Your finished games, or those of a group you are in, as score sheets. The oldest come first.',
    access: 'user',
    limit: 'action',
    params: {
      groupId: Type.Optional(Id),
      after: Type.Optional(Cursor),
      limit: pageSize(100, 100),
    },
    result: Type.Object({
      sheets: listOf(Sheet),
      next: orNull(Type.String(), 'Give it as `after` for the games after these; null if there are none.'),
    }),
  }),
} as const;
