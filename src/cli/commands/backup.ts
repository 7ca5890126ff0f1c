import { durationOf, durationPattern } from '../../config/duration.ts';
import type { Config } from '../../config/load.ts';
import type { Making } from '../../node/backup/make.ts';
import type { Summary } from '../../storage/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, notePassing, writeJson } from '../output.ts';
import { untilSignal } from '../session/signals.ts';

const say = words.hosting.backup;

type Options = Readonly<Record<string, unknown>>;

/**
 * `whist backup FILE|-`: one backup. `whist backup --to FOLDER`: one more backup in a folder; with --every, again and
 * again until a signal. It works while a server runs, and does not disturb it.
 */
export const backupCommand: Run = async ({ config, json, options }, file) => {
  const task = taskOf(options, file, json);
  const stopped = new AbortController();
  const { signal } = stopped;
  const asked = untilSignal().then(({ exitCode }) => {
    stopped.abort();
    return exitCode;
  });
  const making: Making = { signal, progress: (rows) => notePassing(say.progress(rows)) };
  const began = Date.now();
  try {
    if ('folder' in task) return await series(config, task, { making, json, asked });
    // A lost output ends the work here, so that nothing is left of it.
    if (task.file === '-') process.stdout.removeAllListeners('error').on('error', () => undefined);
    const { fileBackup, streamBackup } = await import('../../node/backup/make.ts');
    const summary = await (task.file === '-'
      ? streamBackup(config, process.stdout, making)
      : fileBackup(config, task.file, making));
    report({ file: task.file, ...summary }, { json, began });
    return exitCodes.ok;
  } catch (error) {
    notePassing('');
    if (signal.aborted) return asked;
    throw error;
  }
};

type Task =
  | { readonly file: string }
  | { readonly folder: string; readonly keep: number; readonly every: number | null };

function taskOf({ to, every, keep }: Options, file: string | undefined, json: boolean): Task {
  const usage = (sentence: string) => new Failure(exitCodes.usage, 'usage', sentence);
  if (typeof to !== 'string') {
    if (every !== undefined || keep !== undefined) throw usage(say.needsFolder);
    if (file === undefined) throw usage(say.nameFile);
    if (file === '-' && (json || process.stdout.isTTY)) throw usage(say.outputTaken);
    return { file };
  }
  if (file !== undefined) throw usage(say.fileAndFolder);
  if (every !== undefined && !new RegExp(durationPattern).test(String(every))) throw usage(say.badEvery);
  if (keep !== undefined && !/^[1-9]\d{0,3}$/.test(String(keep))) throw usage(say.badKeep);
  return {
    folder: to,
    keep: keep === undefined ? Infinity : Number(keep),
    every: every === undefined ? null : durationOf(String(every)),
  };
}

interface Running {
  readonly making: Making;
  readonly json: boolean;
  readonly asked: Promise<number>;
}

/** Adds to a folder once, or until a signal. */
async function series(
  config: Config,
  { every, ...place }: Extract<Task, { folder: string }>,
  { making, json, asked }: Running,
): Promise<number> {
  const { addBackup } = await import('../../node/backup/folder.ts');
  const add = async () => {
    const began = Date.now();
    report(await addBackup(config, place, making), { json, began });
  };
  if (every === null) {
    await add();
    return exitCodes.ok;
  }
  const { startBackups } = await import('../../node/backup/schedule.ts');
  const { asFailure } = await import('../faults.ts');
  const { stop } = startBackups({
    folder: place.folder,
    every,
    add,
    tell: () => undefined,
    report: (error) => note(say.failed(messageOf(asFailure(error)))),
  });
  if (!json) note(say.regularly(place.folder));
  const exitCode = await asked;
  await stop();
  notePassing('');
  return exitCode;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function report(
  summary: Summary & { readonly file: string },
  { json, began }: { readonly json: boolean; readonly began: number },
): void {
  notePassing('');
  if (json) writeJson({ ...summary, milliseconds: Date.now() - began });
  else note(say.made(summary));
}
