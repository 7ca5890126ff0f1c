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
      fourOf(DisplayName, 'The players of this round, if they differ from the players of the last round.'),
    ),
  },
  strict,
);
export type SheetRound = Static<typeof SheetRound>;

export const sheetFormat = 'whist-game/1';

/** A finished game as a score sheet: the form in which games are imported and exported. */
export const Sheet = Type.Object(
  {
    format: Type.Optional(Type.Literal(sheetFormat)),
    id: Type.Optional(
      readable(
        200,
        'The id of this game among the games of the same group. By default, it is made from the content.',
      ),
    ),
    playedAt: Type.String({
      format: 'past',
      description: 'When the game ended: a day or a moment, UTC, from 1900 to tomorrow.',
    }),
    group: Type.Optional(readable(64, 'The name of its group.')),
    players: fourOf(
      DisplayName,
      'User names, or the names of guests, in the order of the seats at the end of the game.',
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
      '`there`: imported before. `different`: imported before, but the game differs from the sheet. `replaced`: the game differed, and was changed to match the sheet. `refused`: see `faults`.',
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
      'Imports finished games: your own, or games of groups you own. A name that is the user name of a member, in any case, means that account. Any other name means a guest.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: {
      sheets: listOf(Sheet, { minItems: 1, maxItems: 100 }),
      group: Type.Optional(
        readable(64, 'The group for games without a group. If there is no such group, it is made.'),
      ),
      newGroup: Type.Optional(
        Type.Boolean({
          description:
            'Makes a missing group even if its name is nearly that of a group of yours. By default, such games are refused.',
        }),
      ),
      players: Type.Optional(
        Type.Record(Type.String(), Username, {
          description: 'User names, by the names in the sheets that stand for them.',
        }),
      ),
      dryRun: Type.Optional(Type.Boolean({ description: 'Says what would happen and changes nothing.' })),
      replace: Type.Optional(
        Type.Boolean({
          description:
            'Changes games that were imported before, so that they match their sheets. The log keeps the old version.',
        }),
      ),
    },
    result: Type.Object({
      outcomes: listOf(Outcome, { description: 'One for each sheet, in their order.' }),
      near: Type.Record(Type.String(), Type.String(), {
        description: 'Names that became guests, each with a similar user name.',
      }),
      unknown: Type.Record(Type.String(), Type.String(), {
        description:
          'Names that became guests because the user name that `players` gave for them does not exist.',
      }),
      founded: listOf(Type.String(), {
        description: 'Groups that were founded for these games or, in a dry run, would be founded.',
      }),
    }),
  }),
  'sheets.export': read({
    summary:
      'The finished games that you played, or hosted outside of groups; or the games of a group you are in. They are score sheets, oldest first.',
    access: 'user',
    about: 'self',
    limit: 'action',
    params: {
      groupId: Type.Optional(Id),
      after: Type.Optional(Cursor),
      limit: pageSize(100, 100),
    },
    result: Type.Object({
      sheets: listOf(Sheet),
      next: orNull(
        Type.String(),
        'Send it as `after` to get the games after these. Null if there are no more.',
      ),
    }),
  }),
} as const;
