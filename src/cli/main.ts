import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { CommanderError } from 'commander';
import { exitCodes, Failure } from './exit.ts';
import { note, writeJson } from './output.ts';
import { createProgram } from './program.ts';

/** Runs the command line. An expected failure ends with a sentence and its exit code, a bug with its cause. */
async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed);
  try {
    await createProgram(version()).parseAsync();
  } catch (error) {
    // A client never loads the storage, whose faults are told apart here.
    const { asFailure } = await import('./faults.ts');
    process.exitCode = report(asFailure(error));
  }
}

/** The reader of the output may stop early, as in `whist stats | head -1`. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    // Help that nobody asked for is no message.
    if (!error.code.startsWith('commander.help'))
      writeError('usage', error.message.replace(/^error: /, '').replace('\n', ' '));
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

function writeError(reason: string, message: string): void {
  if (process.argv.includes('--json')) writeJson({ error: { reason, message } });
}

/** The package is found from here, in the source as in what is compiled. */
function version(): string {
  const path = findPackageJSON(import.meta.url);
  if (!path) throw new Error('The package has lost its package.json.');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

await main();
