import type { Difference } from './differences.ts';
import { examineGames } from './games.ts';
import { pagesOf } from './pages.ts';
import { lockDerived, movePendingRatings } from '../derived/pending.ts';
import { createPieces } from '../derived/recompute.ts';
import { examineGroups, examineRatings, examineResults, examineStatistics } from './derived.ts';
import type { Db } from '../schema/db.ts';

export type { Difference } from './differences.ts';

export interface Examination {
  readonly games: number;
  readonly differences: readonly Difference[];
  /** How many of them are logs that break the rules. The doctor cannot repair a log. */
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
      const recomputePiece = createPieces();
      while (await recomputePiece(trx));
      for await (const ids of pagesOf(trx, 'games')) {
        found.push(...(await examineGames(trx, ids)), ...(await examineResults(trx, ids)));
        games += ids.length;
        progress(games);
      }
      found.push(...(await examineRatings(trx)));
      // All ratings are right now, also those that became pending when results were repaired.
      await movePendingRatings(trx, null);
      for await (const ids of pagesOf(trx, 'users')) found.push(...(await examineStatistics(trx, ids)));
      for await (const ids of pagesOf(trx, 'groups')) found.push(...(await examineGroups(trx, ids)));
      if (!repair) throw notKept;
    });
  } catch (error) {
    if (error !== notKept) throw error;
  }
  const broken = found.filter(({ table }) => table === 'game_events').length;
  return { games, differences: found, broken };
}
