import { Type, type TSchema } from 'typebox';
import {
  Claim,
  Group,
  methods,
  RoomEvent,
  RoomState,
  Sheet,
  SheetFault,
  User,
} from '../src/protocol/index.ts';

/** What a command writes with `--json`: each line of its standard output is one of these. */
export interface Shape {
  /** When it is written. */
  readonly when: string;
  readonly schema: TSchema;
  /** The methods and shapes of the wire that tell the fields; without them the schema has to. */
  readonly see?: readonly string[];
}

const line = (properties: Record<string, TSchema>) =>
  Type.Object(properties, { additionalProperties: false });
const event = (name: string, properties: Record<string, TSchema>) =>
  line({ event: Type.Literal(name), ...properties });
const nothing: Shape = { when: 'When it is done.', schema: line({}) };
const user: Shape = { when: 'Who is logged in now.', schema: line({ user: User }) };
const whole = Type.Integer({ minimum: 0 });
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const answerOf = (method: keyof typeof methods, when = 'Always.'): Shape => ({
  when,
  schema: methods[method].result,
  see: [method],
});

/** What every command writes, and nothing else, when it fails; the exit code says what kind of failure it is. */
export const failed: Shape = {
  when: 'When it fails.',
  schema: line({
    error: line({
      reason: Type.String({ description: 'Stable, for programs.' }),
      message: Type.String({ description: 'One sentence for a person.' }),
    }),
  }),
};

const pipe: Shape = {
  when: 'JSON-RPC: first the answer to entering the room, with the id `enter`, then answers and notifications as they come; requests are read from standard input.',
  schema: Type.Object({ jsonrpc: Type.Literal('2.0') }),
};

const counts = { added: whole, there: whole, different: whole, replaced: whole, refused: whole };
const place = {
  file: Type.String(),
  line: Type.Integer({
    description: 'The line the game begins on; of a fault in a spreadsheet the line of its round.',
  }),
  index: Type.Integer({ description: 'The how manyth game of the file, from 1.' }),
};
const changed = {
  ...place,
  gameId: Type.String(),
  differences: Type.Array(SheetFault, {
    description: 'What the sheet says (`found`) where the game says `expected`.',
  }),
};

/** The shapes of every command, by its name. New fields may come, none goes and none changes. */
export const shapes = {
  register: [user],
  login: [user],
  logout: [nothing],
  password: [user],
  whoami: [user],
  create: [{ when: 'The room, in its lobby.', schema: RoomState, see: ['RoomState'] }],
  join: [pipe],
  watch: [pipe],
  play: [{ when: 'The room as it was when its screen was left.', schema: RoomState, see: ['RoomState'] }],
  demo: [
    {
      when: 'The game that was played.',
      schema: line({
        seed: Type.Integer(),
        players: Type.Array(Type.String()),
        rounds: RoomState.properties.rounds,
        totals: RoomState.properties.totals,
        winners: RoomState.properties.winners,
      }),
    },
  ],
  stats: [
    answerOf('stats.leaderboard', 'Without a user.'),
    {
      when: 'Of one player, both in one object.',
      see: ['stats.player', 'stats.opponents'],
      schema: Type.Interface([methods['stats.player'].result, methods['stats.opponents'].result], {}),
    },
  ],
  history: [answerOf('stats.history')],
  game: [answerOf('game.get')],
  replay: [
    {
      when: 'The whole log of the game.',
      schema: line({ gameId: Type.String(), code: Type.String(), events: Type.Array(RoomEvent) }),
    },
  ],
  group: [
    answerOf('group.list', 'The list.'),
    {
      when: 'One group shown: the group and its page in one object, and under `leaderboard` its leaderboard.',
      see: ['group.get', 'stats.group', 'stats.leaderboard'],
      schema: Type.Interface([Group, methods['stats.group'].result], {
        leaderboard: methods['stats.leaderboard'].result,
      }),
    },
    { when: 'A group that was founded or changed.', schema: Group, see: ['group.get'] },
    { when: 'After leaving or dissolving one.', schema: line({}) },
  ],
  claim: [
    answerOf('claim.list', 'The list.'),
    { when: 'What was asked for.', schema: Claim, see: ['claim.guest'] },
    { when: 'What was agreed to: so many games went over.', schema: line({ games: whole }) },
    { when: 'After dropping one.', schema: line({}) },
  ],
  import: [
    { when: 'A fault of a sheet.', schema: event('fault', { ...place, ...SheetFault.properties }) },
    {
      when: 'A sheet that says something else than its game, which is left.',
      schema: event('different', changed),
    },
    { when: 'A sheet that its game says now too.', schema: event('replaced', changed) },
    {
      when: 'Twice a second.',
      schema: event('progress', {
        phase: Type.Union(['checking', 'importing', 'settling'].map((name) => Type.Literal(name))),
        ...counts,
        done: orNull(
          Type.Number({ minimum: 0, maximum: 1, description: 'The share of the file that is read.' }),
        ),
        seconds: Type.Number({ description: 'Since the phase began.' }),
        secondsLeft: orNull(Type.Number()),
      }),
    },
    { when: 'The last line.', schema: event('done', counts) },
  ],
  export: [{ when: 'For each game, unless `--format` says otherwise.', schema: Sheet, see: ['Sheet'] }],
  serve: [
    {
      when: 'The first line.',
      schema: event('listening', {
        url: Type.String({ description: 'For clients on this machine.' }),
        port: Type.Integer(),
        pid: Type.Integer(),
        urls: Type.Array(Type.String(), { description: 'The same, and those for other machines.' }),
        database: Type.Union([Type.Literal('embedded'), Type.Literal('postgresql')]),
        dataDir: Type.Optional(Type.String()),
      }),
    },
    { when: 'When it has stopped.', schema: event('stopped', {}) },
  ],
  admin: [nothing],
  rpc: [{ when: 'What the method answers.', schema: Type.Object({}) }],
  completion: [],
  migrate: [
    { when: '`up`: the migrations that ran.', schema: line({ up: Type.Array(Type.String()) }) },
    { when: '`down`: the one that was taken back.', schema: line({ down: Type.Array(Type.String()) }) },
    {
      when: '`status`.',
      schema: line({
        migrations: Type.Array(
          line({
            name: Type.String(),
            executedAt: orNull(Type.String({ description: 'ISO 8601; null where it has still to run.' })),
          }),
        ),
      }),
    },
    { when: '`sql`.', schema: line({ sql: Type.String() }) },
  ],
  doctor: [
    {
      when: 'What was looked at and found.',
      schema: line({
        games: whole,
        differences: Type.Array(
          line({
            table: Type.String(),
            row: Type.String(),
            column: orNull(Type.String({ description: 'Null where a whole row is missing or too many.' })),
            stored: Type.Unknown(),
            expected: Type.Unknown(),
          }),
        ),
        repaired: Type.Integer({ description: 'How many of them were set right.' }),
      }),
    },
  ],
} satisfies Record<string, readonly Shape[]>;
