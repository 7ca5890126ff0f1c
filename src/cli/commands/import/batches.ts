import type { CheckedSheet, SheetOutcome } from '../../../sheets/index.ts';
import type { Report } from '../../render/import-report.ts';
import type { Looked } from './file.ts';

/** Imports sheets. Resolves with the outcome of each. */
export type Add = (sheets: readonly CheckedSheet[]) => Promise<readonly SheetOutcome[]>;

export interface BatchSize {
  /** The largest number of sheets, and of their bytes, in one batch. */
  readonly most: number;
  readonly mostBytes: number;
  /** The number of batches that are imported at the same time. */
  readonly atOnce: number;
}

interface How extends BatchSize {
  readonly report: Report;
  readonly keepGoing: boolean;
}

export type Good = Looked & { readonly checked: CheckedSheet };

/** Imports the good sheets in batches, and reports the others. */
export async function importInBatches(
  sheets: AsyncIterable<Looked>,
  add: Add,
  { report, keepGoing, most, mostBytes, atOnce }: How,
): Promise<void> {
  let waiting: Good[] = [];
  let bytes = 0;
  /** The batches that are being imported, while the next one is read. */
  const underWay = new Set<Promise<void>>();

  async function flush() {
    if (underWay.size >= atOnce) await Promise.race(underWay);
    const batch = bringIn(waiting, add, report);
    [waiting, bytes] = [[], 0];
    underWay.add(batch);
    // If it fails, `Promise.all` below throws the error.
    void batch.then(
      () => underWay.delete(batch),
      () => undefined,
    );
  }

  try {
    for await (const one of sheets) {
      if ('faults' in one) {
        report.refused(one);
        continue;
      }
      // After a fault in standard input no more sheets are imported, but the rest is still checked.
      if (report.counts.refused > 0 && !keepGoing) continue;
      waiting.push(one);
      bytes += JSON.stringify(one.checked.sheet).length;
      if (waiting.length >= most || bytes >= mostBytes) await flush();
    }
    if (waiting.length > 0) await flush();
    await Promise.all(underWay);
  } finally {
    // Wait until every batch has ended, also after a failure: the caller then closes the database.
    await Promise.allSettled(underWay);
  }
}

/** Reports the sheets that would be refused, each the first of its group. So a wrong group changes nothing. */
export async function probeGroups(
  firsts: readonly Good[],
  { probe, most, report }: { readonly probe: Add; readonly most: number; readonly report: Report },
): Promise<void> {
  for (let from = 0; from < firsts.length; from += most) {
    const piece = firsts.slice(from, from + most);
    const outcomes = await probe(piece.map(({ checked }) => checked));
    outcomes.forEach((outcome, i) => {
      const one = piece[i];
      if (one && outcome.status === 'refused') report.refused({ ...one, faults: outcome.faults });
    });
  }
}

async function bringIn(batch: readonly Good[], add: Add, report: Report): Promise<void> {
  const outcomes = await add(batch.map(({ checked }) => checked));
  batch.forEach((one, i) => {
    const outcome = outcomes[i];
    if (!outcome) throw new Error('there is no outcome for a sheet');
    if (outcome.status === 'refused') report.refused({ ...one, faults: outcome.faults });
    else report.accepted(one, outcome);
  });
  report.handled(batch.length);
}
