import type { CheckedSheet, SheetOutcome } from '../../../sheets/index.ts';
import type { Report } from '../../render/import-report.ts';
import type { Looked } from './file.ts';

/** Brings sheets in somewhere. Resolves with what came of each. */
export type Add = (sheets: readonly CheckedSheet[]) => Promise<readonly SheetOutcome[]>;

export interface BatchSize {
  /** Sheets, and bytes of them, that are brought in together. */
  readonly most: number;
  readonly mostBytes: number;
  /** Batches that are brought in side by side. */
  readonly atOnce: number;
}

interface How extends BatchSize {
  readonly report: Report;
  readonly keepGoing: boolean;
}

type Good = Looked & { readonly checked: CheckedSheet };

/** Brings in the good sheets in batches, and reports the others. */
export async function importInBatches(
  sheets: AsyncIterable<Looked>,
  add: Add,
  { report, keepGoing, most, mostBytes, atOnce }: How,
): Promise<void> {
  let waiting: Good[] = [];
  let bytes = 0;
  /** The next batch is read while these are brought in. */
  const underWay = new Set<Promise<void>>();

  async function flush() {
    if (underWay.size >= atOnce) await Promise.race(underWay);
    const batch = bringIn(waiting, add, report);
    [waiting, bytes] = [[], 0];
    underWay.add(batch);
    // Its failure is thrown where the batches are awaited.
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
      // After a fault on standard input nothing more is brought in; the rest is still checked.
      if (report.counts.refused > 0 && !keepGoing) continue;
      waiting.push(one);
      bytes += JSON.stringify(one.checked.sheet).length;
      if (waiting.length >= most || bytes >= mostBytes) await flush();
    }
    if (waiting.length > 0) await flush();
    await Promise.all(underWay);
  } finally {
    // After a failure too, the database stays open until every batch has ended.
    await Promise.allSettled(underWay);
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
