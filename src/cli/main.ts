import { Command, CommanderError, Option } from 'commander';
import { loadConfig, type Config } from '../config.ts';
import { ruleOptions } from './create-options.ts';
import { exitCodes, Failure } from './exit.ts';
import { settingOptions } from './options.ts';
import { note, writeJson } from './output.ts';

/** What every command is given beside its own arguments. */
export interface Context {
  readonly config: Config;
  /** Whether data is wanted as JSON. */
  readonly json: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Runs a command and resolves with its exit code. */
export type Run = (context: Context, ...args: string[]) => Promise<number>;

const program = new Command('whist')
  .description('Keeps score of Israeli Whist for four people around a table with real cards.')
  .exitOverride();

/** Adds a command whose code is loaded when it is run, so that none pays for what another needs. */
function add(usage: string, summary: string, options: readonly Option[], load: () => Promise<Run>): void {
  const command = program.command(usage).description(summary);
  for (const option of options) command.addOption(option);
  command.option('--json', 'write data as JSON');
  command.action(async () => {
    const flags = command.opts<Record<string, unknown>>();
    const config = loadConfig({ flags });
    if ('error' in config) throw new Failure(exitCodes.usage, 'bad_setting', config.error);
    const run = await load();
    process.exitCode = await run(
      { config: config.ok, json: flags['json'] === true, options: flags },
      ...command.args,
    );
  });
}

const server = settingOptions('server');
const client = settingOptions('client');
const password = new Option(
  '--password-file <file>',
  'the password is the first line of this file; - is standard input',
);

add(
  'serve',
  'Host games: listen for players.',
  server,
  async () => (await import('./serve.ts')).serveCommand,
);
add(
  'register',
  'Make an account and log in.',
  [
    ...client,
    new Option('--username <name>', '3 to 32 letters, digits, - and _'),
    new Option('--email <address>', 'the email address of the account'),
    new Option('--display-name <name>', 'the name others see'),
    password,
  ],
  async () => (await import('./register.ts')).registerCommand,
);
add(
  'login',
  'Log in on this machine.',
  [...client, new Option('--login <name>', 'user name or email address'), password],
  async () => (await import('./login.ts')).loginCommand,
);
add('logout', 'Log out on this machine.', client, async () => (await import('./logout.ts')).logoutCommand);
add('whoami', 'Say who is logged in.', client, async () => (await import('./whoami.ts')).whoamiCommand);
add(
  'create',
  'Open a room and take a seat in it.',
  [...client, ...ruleOptions],
  async () => (await import('./create.ts')).createCommand,
);
add(
  'join <code>',
  'Take a seat in a room; with --json a pipe of JSON-RPC lines.',
  [...client, new Option('--seat <seat>', 'the seat to take, 0 to 3').choices(['0', '1', '2', '3'])],
  async () => (await import('./join.ts')).joinCommand,
);
add('watch <code>', 'Watch a room.', client, async () => (await import('./join.ts')).watchCommand);
add(
  'play [code]',
  'Keep score for the whole table on this device; a code goes on with a game.',
  [...server, ...client.filter(({ long }) => !server.some((option) => option.long === long)), ...ruleOptions],
  async () => (await import('./play.ts')).playCommand,
);
add(
  'stats [user]',
  'The leaderboard, or the statistics of one player.',
  client,
  async () => (await import('./stats.ts')).statsCommand,
);
add(
  'game <id>',
  'The score table of a game, by its id or room code.',
  client,
  async () => (await import('./game.ts')).gameCommand,
);
add(
  'rpc <method> [json]',
  'Call any method of the server; - reads the params from standard input.',
  client,
  async () => (await import('./rpc.ts')).rpcCommand,
);
add(
  'migrate <direction>',
  'Bring the database up to date (up), take it down to nothing (down), or say where it is (status).',
  server,
  async () => (await import('./migrate.ts')).migrateCommand,
);
add(
  'demo',
  'Watch four scripted players play a whole game.',
  [new Option('--seed <number>', 'another game; the same seed plays the same game').default('1')],
  async () => (await import('./demo.ts')).demoCommand,
);

/** Runs the command line; expected failures end with a sentence and their exit code, bugs with their cause. */
async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof Failure) {
    if (process.argv.includes('--json'))
      writeJson({ error: { reason: error.reason, message: error.message } });
    note(error.message);
    return error.exitCode;
  }
  console.error(error);
  return exitCodes.unexpected;
}

await main();
