import { closeSync, openSync, writeSync } from 'node:fs';
import type { SheetFault } from '../../protocol/index.ts';
import type { SheetOutcome } from '../../sheets/index.ts';
import { translated, words } from '../../words/index.ts';
import type { Context } from '../command.ts';
import type { Looked } from '../commands/import/file.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, notePassing, writeJson } from '../output.ts';
import { spotOf, spotOfFault } from './sheet-place.ts';

const say = words.sheets.import;

type Accepted = Exclude<SheetOutcome, { readonly status: 'refused' }>;

/**
 * First the whole file is checked, then its games are imported, then ratings and statistics are recomputed.
 */
export type Phase = 'checking' | 'importing' | 'settling';

/** The progress is shown this often. */
const interval = 500; // ms

export type Report = ReturnType<typeof createReport>;

/** Reports on an import while it runs: its faults, as they are found, and its progress. */
export function createReport({ json, options }: Context, file: string) {
  const name = file === '-' ? say.standardInput : file;
  const counts = { added: 0, there: 0, different: 0, replaced: 0, refused: 0 };
  const rejects = createRejects(options['keepGoing'] === true ? rejectsName(file) : null);
  const progress = createProgress((phase, { done, seconds, left, handled }) => {
    if (json) writeJson({ event: 'progress', phase, ...counts, done, seconds, secondsLeft: left });
    else {
      const rate = seconds === 0 ? 0 : handled / seconds;
      notePassing(
        phase === 'settling' ? say.recomputing : say.progress({ phase, done, left, handled, rate }),
      );
    }
  });

  return {
    counts,
    refused(one: Looked & { readonly faults: readonly SheetFault[] }): void {
      counts.refused += 1;
      rejects.add(one, one.faults);
      for (const found of one.faults) {
        const { spot, fault } = spotOfFault(name, one, found);
        if (json) writeJson({ event: 'fault', ...spot, ...fault });
        else note(say.fault({ where: say.where(spot), ...inLanguage(fault) }));
      }
    },
    accepted(one: Looked, outcome: Accepted): void {
      counts[outcome.status] += 1;
      if (!('differences' in outcome)) return;
      const { status: event, gameId, differences } = outcome;
      const spot = spotOf(name, one);
      if (json) {
        writeJson({ event, ...spot, gameId, differences });
        return;
      }
      const where = say.where(spot);
      for (const difference of differences)
        note(say.difference({ where, gameId, ...inLanguage(difference) }));
      if (event === 'different') note(say.left(where, gameId));
    },
    begin: progress.begin,
    handled: progress.handled,
    end(): void {
      notePassing('');
      const kept = rejects.close();
      if (kept !== null) note(say.rejects(kept));
    },
  };
}

const inLanguage = <T extends SheetFault>(fault: T): T => ({
  ...fault,
  found: translated(fault.found),
  expected: translated(fault.expected),
});

interface Progress {
  /** The share that is done, from 0 to 1; null if it is unknown. */
  readonly done: number | null;
  /** Since the phase began. */
  readonly seconds: number;
  /** Seconds that are left; null if they are unknown. */
  readonly left: number | null;
  /** Games in this phase. */
  readonly handled: number;
}

/** Counts the games of each phase and calls `tell` twice a second. */
function createProgress(tell: (phase: Phase, progress: Progress) => void) {
  let phase: Phase = 'checking';
  let doneOf: () => number | null = () => null;
  let began = performance.now();
  let last = began;
  let handled = 0;

  function tellAt(now: number) {
    last = now;
    const seconds = (now - began) / 1000;
    const done = doneOf();
    const left = done === null || done === 0 ? null : (seconds * (1 - done)) / done;
    tell(phase, { done, seconds, left, handled });
  }

  return {
    /**
     * Starts the next phase. `done` gives the share of it that is done, from 0 to 1; null if it is unknown.
     */
    begin(next: Phase, done: () => number | null): void {
      [phase, doneOf, handled] = [next, done, 0];
      began = performance.now();
      last = began;
      if (next === 'settling') tellAt(began);
    },
    /** Counts games that are done. */
    handled(games: number): void {
      handled += games;
      const now = performance.now();
      if (now - last >= interval) tellAt(now);
    },
  };
}

/** The file for refused games. The first one makes it. Without a name there is no file. */
function createRejects(file: string | null) {
  let opened: number | null = null;
  return {
    add({ read, place }: Looked, faults: readonly SheetFault[]): void {
      if (file === null) return;
      const sheet = 'value' in read ? read.value : read.text;
      try {
        opened ??= openSync(file, 'w');
        writeSync(opened, `${JSON.stringify({ ...place, faults, sheet })}\n`);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        throw new Failure(exitCodes.disk, 'file_unwritable', say.rejectsUnwritable(file, code));
      }
    },
    /** The name of the file, if there is one. */
    close(): string | null {
      if (opened === null) return null;
      closeSync(opened);
      return file;
    },
  };
}

function rejectsName(file: string): string {
  return `${file === '-' ? 'import' : file}.refused.ndjson`;
}
