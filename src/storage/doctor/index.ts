import { unreadable, type Difference } from './differences.ts';
import { examineGames } from './games.ts';
import { pagesOf } from './pages.ts';
import { createReader } from './readable.ts';
import { lockDerived, movePendingRatings } from '../derived/pending.ts';
import { createPieces } from '../derived/recompute.ts';
import { examineGroups, examineRatings, examineResults, examineStatistics } from './derived.ts';
import type { Db } from '../schema/db.ts';

export { unreadable, type Difference } from './differences.ts';

export interface Examination {
  readonly games: number;
  readonly differences: readonly Difference[];
  /** How many of them are logs that break the rules, or cannot be read. The doctor cannot repair these. */
  readonly broken: number;
}

/**
 * Derives everything again from the logs, and lists every value that differs. This is one transaction with
 * one view of the database. It first recomputes what is pending. It repairs each difference at once, so that
 * the next table is compared with right values. Without `repair`, the transaction is rolled back at the end.
 * It calls `progress` with the number of games that were examined.
 */
export async function examine(
  db: Db,
  { repair, progress }: { readonly repair: boolean; readonly progress: (games: number) => void },
): Promise<Examination> {
  const notKept = new Error('not kept');
  const found: Difference[] = [];
  let games = 0;
  const transaction = db.transaction().setIsolationLevel('repeatable read');
  try {
    await transaction.execute(async (trx) => {
      if (repair) await lockDerived(trx);
      const reader = createReader(trx);
      await reader.read('pending', async () => {
        const recomputePiece = createPieces();
        while (await recomputePiece(trx));
      });
      for await (const ids of pagesOf(trx, 'games', reader)) {
        const look = [examineGames, examineResults];
        for (const one of look)
          found.push(
            ...(await reader.readEach(
              ids,
              (id) => `game ${id}`,
              (some) => one(trx, some),
            )),
          );
        games += ids.length;
        progress(games);
      }
      found.push(...((await reader.read('ratings', () => examineRatings(trx))) ?? []));
      // All ratings are right now, also those that became pending when results were repaired.
      await reader.read('ratings', () => movePendingRatings(trx, null));
      for await (const ids of pagesOf(trx, 'users', reader))
        found.push(
          ...(await reader.readEach(
            ids,
            (id) => `user ${id}`,
            (some) => examineStatistics(trx, some),
          )),
        );
      for await (const ids of pagesOf(trx, 'groups', reader))
        found.push(
          ...(await reader.readEach(
            ids,
            (id) => `group ${id}`,
            (some) => examineGroups(trx, some),
          )),
        );
      found.push(...reader.found);
      if (!repair) throw notKept;
    });
  } catch (error) {
    if (error !== notKept) throw error;
  }
  const broken = found.filter(({ table, stored }) => table === 'game_events' || stored === unreadable).length;
  return { games, differences: found, broken };
}
