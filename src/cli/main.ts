import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { CommanderError } from 'commander';
import { loadConfig } from '../config/load.ts';
import { withoutPasswords } from '../config/secrets.ts';
import { chooseReordering } from '../bidi/reordering.ts';
import { isRightToLeft, words } from '../words/index.ts';
import { chooseAscii } from '../words/plain.ts';
import { exitCodes, Failure } from './exit.ts';
import { looksAlone } from './looks.ts';
import { loadArrangement, note, writeJson } from './output.ts';
import { createProgram } from './program.ts';

/** Runs the command line. After an expected failure it prints a sentence; after a bug, the error. */
export async function main(): Promise<void> {
  process.stdout.on('error', (error) =>
    endUnlessClosed(error, (code) => note(words.output.notWritten(code))),
  );
  process.stderr.on('error', (error) => endUnlessClosed(error));
  // The help and the faults of a command line are written before a command has its settings.
  const ascii = process.argv.includes('--ascii') || undefined;
  const config = loadConfig({ flags: { ascii, rtl: valueOf('--rtl') } });
  if ('ok' in config) {
    chooseAscii(config.ok.ascii);
    chooseReordering(config.ok.rtl);
  }
  if (isRightToLeft) await loadArrangement();
  try {
    await run(process.argv.slice(2));
  } catch (error) {
    // Imported only here, because it loads code of the storage, which a client does not need.
    const { asFailure } = await import('./faults.ts');
    process.exitCode = report(asFailure(error));
  }
}

/** The value of a flag on the command line, after a space or an equals sign. */
function valueOf(flag: string): string | undefined {
  const at = process.argv.findLastIndex((arg) => arg === flag || arg.startsWith(`${flag}=`));
  return at < 0 ? undefined : (process.argv[at]?.split('=')[1] ?? process.argv[at + 1]);
}

/** `whist` alone opens a start screen on a terminal; it chooses the commands to run. */
async function run(args: readonly string[]): Promise<void> {
  const runCommand = (words: readonly string[]) =>
    createProgram(version()).parseAsync(words, { from: 'user' });
  const looks = process.stdin.isTTY && process.stdout.isTTY ? looksAlone(args) : null;
  if (looks) await (await import('./start.ts')).chooseCommand({ runCommand, looks, args });
  else await runCommand(args);
}

/** The reader of the output may stop early, as in `whist stats | head -1`. Otherwise the output is lost, and the command ends. */
function endUnlessClosed(
  { code = '' }: NodeJS.ErrnoException,
  say: (code: string) => void = () => undefined,
): void {
  if (code === 'EPIPE') return;
  say(code);
  process.exit(exitCodes.disk);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    // The help that is shown after a mistake is not an error message.
    if (!error.code.startsWith('commander.help')) writeError('usage', mistakeOf(error));
    return exitCodes.usage;
  }
  if (error instanceof Failure) {
    writeError(error.reason, error.message);
    note(error.message);
    return error.exitCode;
  }
  writeError('internal_error', error instanceof Error ? error.message : String(error));
  console.error(error);
  return exitCodes.unexpected;
}

/** A mistake of the command line for a program, without what may be a secret. */
function mistakeOf({ message }: CommanderError): string {
  const sentence = message.replace(/^error: /, '').replace('\n', ' ');
  return withoutPasswords(sentence).replace(/^(unknown option '[^=]*)=.*'/, "$1'");
}

function writeError(reason: string, message: string): void {
  if (process.argv.includes('--json')) writeJson({ error: { reason, message } });
}

/** The version of the package. `package.json` is found both from the source and from the compiled files. */
function version(): string {
  const path = findPackageJSON(import.meta.url);
  if (!path) throw new Error('The package has lost its package.json.');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
