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

/** The shape of a line that a command writes to standard output with `--json`. */
export interface Shape {
  /** When it is written. */
  readonly when: string;
  readonly schema: TSchema;
  /** Methods and shapes of the wire that describe the fields. If undefined, the schema describes them. */
  readonly see?: readonly string[];
}

const line = (properties: Record<string, TSchema>) =>
  Type.Object(properties, { additionalProperties: false });
const event = (name: string, properties: Record<string, TSchema>) =>
  line({ event: Type.Literal(name), ...properties });
const nothing: Shape = { when: 'When it is done.', schema: line({}) };
const user: Shape = { when: 'The account that is logged in now.', schema: line({ user: User }) };
const group: Shape = { when: 'The group as it is now.', schema: Group, see: ['group.get'] };
const claim: Shape = { when: 'The claim that was made.', schema: Claim, see: ['claim.guest'] };
const whole = Type.Integer({ minimum: 0 });
const backedUp = {
  file: Type.String(),
  bytes: whole,
  rows: Type.Integer({ description: 'The rows of all tables.' }),
  games: whole,
  schema: Type.String({ description: 'The last migration of the database.' }),
  madeAt: Type.String({ description: 'ISO 8601: the backup is as of this moment.' }),
  digest: Type.String({ description: 'SHA-256 of the file without its last 66 bytes, where it stands.' }),
  milliseconds: whole,
};
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const answerOf = (method: keyof typeof methods, when = 'Always.'): Shape => ({
  when,
  schema: methods[method].result,
  see: [method],
});

/** A command that fails writes this and nothing else. The exit code says what kind of failure it is. */
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
  when: 'JSON-RPC. The first line is the answer to entering the room, with the id `enter`. Answers and notifications follow as they come. Requests are read from standard input.',
  schema: Type.Object({ jsonrpc: Type.Literal('2.0') }),
};

const counts = { added: whole, there: whole, different: whole, replaced: whole, refused: whole };
const place = {
  file: Type.String(),
  line: Type.Integer({
    description: 'The line on which the game begins. For a fault in a spreadsheet, the line of its round.',
  }),
  index: Type.Integer({ description: 'The position of the game in the file, from 1.' }),
  id: orNull(Type.String({ description: 'The id of the sheet; null if it has none.' })),
};
const changed = {
  ...place,
  gameId: Type.String(),
  differences: Type.Array(SheetFault, {
    description: 'The values where they differ: the sheet says `found`, the game says `expected`.',
  }),
};

/** The shapes of every command, by its whole name. Fields may be added; none is renamed or removed. */
export const shapes = {
  register: [user],
  login: [user],
  logout: [nothing],
  forget: [
    {
      when: 'When it is done.',
      schema: line({ forgotten: Type.Boolean({ description: 'Whether there was anything to forget.' }) }),
    },
  ],
  password: [user],
  'profile show': [answerOf('account.get')],
  'profile set': [answerOf('account.update')],
  'sessions list': [answerOf('account.sessions')],
  'sessions end': [
    {
      when: 'When it is done.',
      schema: line({ ended: Type.String({ description: 'The id of the session.' }) }),
    },
  ],
  notices: [answerOf('notice.list')],
  'account delete': [nothing],
  block: [
    answerOf('account.blocks', 'Without a name.'),
    { ...nothing, when: 'With a name, when it is done.' },
  ],
  unblock: [nothing],
  whoami: [user],
  create: [{ when: 'The room, in its lobby.', schema: RoomState, see: ['RoomState'] }],
  join: [pipe],
  watch: [pipe],
  play: [{ when: 'The room at the time when its screen was closed.', schema: RoomState, see: ['RoomState'] }],
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
      when: 'For one player, both in one object.',
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
  'group list': [answerOf('group.list', 'The list.')],
  'group show': [
    {
      when: 'The group and its page in one object, and under `leaderboard` its leaderboard.',
      see: ['group.get', 'stats.group', 'stats.leaderboard'],
      schema: Type.Interface([Group, methods['stats.group'].result], {
        leaderboard: methods['stats.leaderboard'].result,
      }),
    },
  ],
  'group create': [group],
  'group rename': [group],
  'group describe': [group],
  'group delete': [nothing],
  'group leave': [nothing],
  'group add': [group],
  'group accept': [group],
  'group decline': [nothing],
  'group remove': [group],
  'group transfer': [group],
  'claim list': [answerOf('claim.list', 'The list.')],
  'claim guest': [claim],
  'claim account': [claim],
  'claim offer': [claim],
  'claim disown': [nothing],
  'claim approve': [{ when: 'The number of games that changed hands.', schema: line({ games: whole }) }],
  'claim drop': [nothing],
  import: [
    { when: 'A fault of a sheet.', schema: event('fault', { ...place, ...SheetFault.properties }) },
    {
      when: 'A sheet differs from its game. The game stays as it is.',
      schema: event('different', changed),
    },
    { when: 'A game was changed to match its sheet.', schema: event('replaced', changed) },
    {
      when: 'Twice a second.',
      schema: event('progress', {
        phase: Type.Union(['checking', 'importing', 'settling'].map((name) => Type.Literal(name))),
        ...counts,
        done: orNull(Type.Number({ minimum: 0, maximum: 1, description: 'How much of the file is read.' })),
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
        fingerprint: Type.Optional(
          Type.String({ description: 'The SHA-256 of the certificate, if the line is encrypted.' }),
        ),
        pid: Type.Integer(),
        urls: Type.Array(Type.String(), {
          description: 'The same URL, and the addresses for other machines.',
        }),
        database: Type.Union([Type.Literal('embedded'), Type.Literal('postgresql')]),
        dataDir: Type.Optional(Type.String()),
      }),
    },
    { when: 'When it has stopped.', schema: event('stopped', {}) },
  ],
  'admin users': [answerOf('admin.users')],
  'admin user': [answerOf('admin.user')],
  'admin disable': [nothing],
  'admin enable': [nothing],
  'admin reset-password': [answerOf('admin.resetPassword')],
  'admin rename': [{ when: 'The account under its new name.', schema: line({ user: User }) }],
  'admin broadcast': [nothing],
  'admin rooms': [answerOf('admin.rooms')],
  'admin close': [answerOf('admin.close')],
  'admin prune': [answerOf('admin.prune')],
  'admin log': [answerOf('admin.log')],
  'admin token': [answerOf('admin.token')],
  rpc: [{ when: 'The answer of the method.', schema: Type.Object({}) }],
  'migrate up': [{ when: 'The migrations that ran.', schema: line({ up: Type.Array(Type.String()) }) }],
  'migrate down': [
    { when: 'The migration that was taken back.', schema: line({ down: Type.Array(Type.String()) }) },
  ],
  'migrate status': [
    {
      when: 'Always.',
      schema: line({
        migrations: Type.Array(
          line({
            name: Type.String(),
            executedAt: orNull(Type.String({ description: 'ISO 8601; null if it has not run yet.' })),
          }),
        ),
      }),
    },
  ],
  'migrate sql': [{ when: 'Always.', schema: line({ sql: Type.String() }) }],
  backup: [{ when: 'For each backup.', schema: line({ ...backedUp }) }],
  restore: [
    {
      when: 'Once it is restored, or checked.',
      schema: line({
        ...backedUp,
        dryRun: Type.Boolean({ description: 'Whether it was only checked.' }),
        migrated: Type.Array(Type.String(), {
          description: 'The migrations that brought it to the schema of this version.',
        }),
      }),
    },
  ],
  doctor: [
    {
      when: 'The number of games, and the differences.',
      schema: line({
        games: whole,
        differences: Type.Array(
          line({
            table: Type.String(),
            row: Type.String(),
            column: orNull(
              Type.String({ description: 'Null if a whole row is missing, or is there by mistake.' }),
            ),
            stored: Type.Unknown(),
            expected: Type.Unknown(),
          }),
        ),
        repaired: Type.Integer({ description: 'How many of them were repaired.' }),
      }),
    },
  ],
} satisfies Record<string, readonly Shape[]>;
