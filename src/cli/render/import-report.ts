import { closeSync, openSync, writeSync } from 'node:fs';
import { inColumns, type Place, type SheetFault, type SheetOutcome } from '../../sheets/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import type { Context } from '../main.ts';
import { note, notePassing, writeJson } from '../output.ts';
import type { Looked } from '../session/sheet-file.ts';

type Different = Extract<SheetOutcome, { readonly differences: unknown }>;

/** A file is looked through before anything is changed; ratings follow from all games, and come last. */
type Phase = 'checking' | 'importing' | 'settling';

/** Progress is told as often as this. */
const interval = 500; // ms

export interface Counts {
  added: number;
  there: number;
  different: number;
  replaced: number;
  refused: number;
}

export type Report = ReturnType<typeof createReport>;

/** What an import tells while it runs: faults as they are found, and how far it is. */
export function createReport({ json, options }: Context, file: string, counts: Counts) {
  const name = file === '-' ? 'standard input' : file;
  let rejects: number | null = null;
  let phase: Phase = 'checking';
  let doneOf: () => number | null = () => null;
  let began = performance.now();
  let handled = 0;
  let last = 0;

  function tell(now: number) {
    last = now;
    const seconds = (now - began) / 1000;
    const done = doneOf();
    const left = done === null || done === 0 ? null : (seconds * (1 - done)) / done;
    if (json) writeJson({ event: 'progress', phase, ...counts, done, seconds, secondsLeft: left });
    else notePassing(bar(phase, { done, left, handled, rate: seconds === 0 ? 0 : handled / seconds }));
  }

  function reject({ read, place }: Looked, faults: readonly SheetFault[]) {
    if (options['keepGoing'] !== true) return;
    const sheet = 'value' in read ? read.value : read.text;
    try {
      rejects ??= openSync(rejectsName(file), 'w');
      writeSync(rejects, `${JSON.stringify({ ...place, faults, sheet })}\n`);
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new Failure(
        exitCodes.disk,
        'file_unwritable',
        `What is refused cannot be written to ${rejectsName(file)} (${why}): make room for it, or run the command elsewhere.`,
      );
    }
  }

  return {
    refused(one: Looked & { readonly faults: readonly SheetFault[] }): void {
      counts.refused += 1;
      reject(one, one.faults);
      for (const found of one.faults) {
        const { place, fault } = located(one, found);
        if (json) writeJson({ event: 'fault', file: name, ...place, ...fault });
        else note(inWords(name, place, fault));
      }
    },
    different({ place }: Looked, { status: event, gameId, differences }: Different): void {
      if (json) {
        writeJson({ event, file: name, ...place, gameId, differences });
        return;
      }
      const begin = `${name}, line ${place.line}, game ${place.index}`;
      for (const { round, player, field, found, expected } of differences)
        note(`${placed(begin, round, player)}: ${field} is ${found}; game ${gameId} says ${expected}.`);
      if (event === 'different')
        note(`${begin} says something else than game ${gameId}, which is left as it is.`);
    },
    /** From now on something else is done, of which `done` tells how much, from 0 to 1. */
    begin(next: Phase, done: () => number | null): void {
      phase = next;
      doneOf = done;
      began = performance.now();
      last = began;
      handled = 0;
      if (next === 'settling') tell(began);
    },
    /** So many games are through. */
    handled(games: number): void {
      handled += games;
      const now = performance.now();
      if (now - last >= interval) tell(now);
    },
    end(): void {
      notePassing('');
      if (rejects === null) return;
      closeSync(rejects);
      note(`The games that were refused are in ${rejectsName(file)}.`);
    },
  };
}

/** How far it is, in a line that fits every terminal. */
function bar(
  phase: Phase,
  {
    done,
    left,
    handled,
    rate,
  }: {
    readonly done: number | null;
    /** Seconds. */
    readonly left: number | null;
    readonly handled: number;
    /** Games a second. */
    readonly rate: number;
  },
): string {
  if (phase === 'settling') return 'Ratings and statistics are brought up to date …';
  const width = 20;
  const full = Math.round((done ?? 0) * width);
  return [
    ...(done === null
      ? []
      : [`${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(Math.floor(done * 100)).padStart(3)} %`]),
    `${phase === 'checking' ? 'checked' : 'imported'} ${handled}`,
    `${Math.round(rate)} a second`,
    ...(left === null ? [] : [`${duration(left)} left`]),
  ].join(' · ');
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function rejectsName(file: string): string {
  return `${file === '-' ? 'import' : file}.refused.ndjson`;
}

/** A fault where it is looked for: of a spreadsheet in the row of its round, and in a column. */
function located({ read, place }: Looked, fault: SheetFault): { place: Place; fault: SheetFault } {
  if (!('rows' in read)) return { place, fault };
  const line = read.rows[(fault.round ?? 0) - 1] ?? place.line;
  return { place: { ...place, line }, fault: inColumns(fault) };
}

function inWords(name: string, { line, index }: Place, fault: SheetFault): string {
  const { round, player, field, found, expected } = fault;
  const where = placed(`${name}, line ${line}, game ${index}`, round, player);
  return `${where}: ${field} is ${found}; expected is ${expected}.`;
}

function placed(begin: string, round: number | null, player: string | null): string {
  return [begin, ...(round === null ? [] : [`round ${round}`]), ...(player === null ? [] : [player])].join(
    ', ',
  );
}

/** What came of an import, in one line. */
export function summary({ added, there, different, replaced, refused }: Counts, dryRun: boolean): string {
  const would = dryRun ? 'would be ' : '';
  return [
    `${added} ${would}added`,
    `${there} there already`,
    ...(replaced > 0 ? [`${replaced} ${would}replaced`] : []),
    ...(different > 0 ? [`${different} different`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ].join(', ');
}
