import { createWriteStream, type WriteStream } from 'node:fs';
import type { CheckedSheet, Place, ReadSheet, SheetFault } from '../sheets/index.ts';
import type { Context } from './main.ts';
import { note, writeJson } from './output.ts';

/** A sheet that has been looked at. */
export type Looked = { readonly read: ReadSheet; readonly place: Place } & (
  { readonly checked: CheckedSheet } | { readonly faults: readonly SheetFault[] }
);

export interface Counts {
  added: number;
  there: number;
  different: number;
  refused: number;
}

export type Report = ReturnType<typeof createReport>;

/** What an import tells while it runs: faults as they are found, and how far it is. */
export function createReport({ json, options }: Context, file: string, counts: Counts) {
  const name = file === '-' ? 'standard input' : file;
  const began = performance.now();
  let rejects: WriteStream | null = null;
  let last = 0;

  function reject({ read, place }: Looked, faults: readonly SheetFault[]) {
    if (options['keepGoing'] !== true) return;
    rejects ??= createWriteStream(rejectsName(file));
    const sheet = 'value' in read ? read.value : read.text;
    rejects.write(`${JSON.stringify({ ...place, faults, sheet })}\n`);
  }

  return {
    refused(one: Looked & { readonly faults: readonly SheetFault[] }): void {
      counts.refused += 1;
      reject(one, one.faults);
      for (const fault of one.faults) {
        if (json) writeJson({ event: 'fault', file: name, ...one.place, ...fault });
        else note(inWords(name, one.place, fault));
      }
    },
    different({ place }: Looked, gameId: string): void {
      if (json) writeJson({ event: 'different', file: name, ...place, gameId });
      else
        note(
          `${name}, line ${place.line}, game ${place.index}: it was imported before and said something else; game ${gameId} is left as it is.`,
        );
    },
    progress(): void {
      const now = performance.now();
      if (now - last < 500) return;
      last = now;
      const done = counts.added + counts.there + counts.different + counts.refused;
      const seconds = (now - began) / 1000;
      if (json) writeJson({ event: 'progress', ...counts, seconds });
      else if (process.stderr.isTTY)
        process.stderr.write(`\r${done} games, ${Math.round(done / seconds)} a second `);
    },
    end(): void {
      if (process.stderr.isTTY && last > 0) process.stderr.write('\r');
      rejects?.end();
      if (rejects) note(`The games that were refused are in ${rejectsName(file)}.`);
    },
  };
}

function rejectsName(file: string): string {
  return `${file === '-' ? 'import' : file}.refused.ndjson`;
}

function inWords(name: string, { line, index }: Place, fault: SheetFault): string {
  const { round, player, field, found, expected } = fault;
  const where = [
    `${name}, line ${line}, game ${index}`,
    ...(round === null ? [] : [`round ${round}`]),
    ...(player === null ? [] : [player]),
  ].join(', ');
  return `${where}: ${field} is ${found}; expected is ${expected}.`;
}

/** What came of an import, in one line. */
export function summary({ added, there, different, refused }: Counts, dryRun: boolean): string {
  const verb = dryRun ? 'would be added' : 'added';
  return [
    `${added} ${verb}`,
    `${there} there already`,
    ...(different > 0 ? [`${different} different`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ].join(', ');
}
