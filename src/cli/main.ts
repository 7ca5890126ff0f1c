import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { Command, CommanderError } from 'commander';
import { loadConfig, type Config } from '../config/load.ts';
import { commands, type CommandSpec } from './commands/registry.ts';
import { exitCodes, Failure } from './exit.ts';
import { asFailure } from './faults.ts';
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
  .version(version(), '-V, --version', 'Show the version.')
  .helpOption('-h, --help', 'Show this help.')
  .addHelpCommand(
    new Command('help')
      .argument('[command]')
      .description('Show the help of a command.')
      .helpGroup('Options:'),
  )
  .configureHelp({ subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trim() })
  .showHelpAfterError('See `whist --help`.')
  .exitOverride();

function add({ under, usage, summary, options, load }: CommandSpec): void {
  const command = program.command(usage).description(summary).helpGroup(under);
  for (const option of options) command.addOption(option);
  command.option('--json', 'Write data as JSON.');
  command.showHelpAfterError(
    `Usage: whist ${command.name()} ${command.usage()}\nSee \`whist help ${command.name()}\`.`,
  );
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

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .join(' ');
}

for (const command of commands) add(command);

/** Runs the command line; expected failures end with a sentence and their exit code, bugs with their cause. */
async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(asFailure(error));
  }
}

/** Who reads the output may have enough of it, as in `whist stats | head -1`. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    // Help that nobody asked for is no message.
    if (!error.code.startsWith('commander.help'))
      tell('usage', error.message.replace(/^error: /, '').replace('\n', ' '));
    return exitCodes.usage;
  }
  if (error instanceof Failure) {
    tell(error.reason, error.message);
    note(error.message);
    return error.exitCode;
  }
  tell('internal_error', error instanceof Error ? error.message : String(error));
  console.error(error);
  return exitCodes.unexpected;
}

function tell(reason: string, message: string): void {
  if (process.argv.includes('--json')) writeJson({ error: { reason, message } });
}

/** The package is found from here, in the source as in what is compiled. */
function version(): string {
  const path = findPackageJSON(import.meta.url);
  if (!path) throw new Error('The package has lost its package.json.');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

await main();
