import { sql } from 'kysely';
import { lockRecord, settleRatings } from './progress.ts';
import { recomputeGroups, recomputePlayers } from './statistics.ts';
import type { Db } from '../schema/db.ts';

/** Settles one piece of what was left for later, in a transaction of its own; whether there may be more. */
export async function settlePiece(db: Db): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`select ${isSettled} as settled`.execute(db);
  if (rows[0]?.settled) return false;
  return db.transaction().execute(async (trx) => {
    await lockRecord(trx);
    return settleSome(trx);
  });
}

/** Whether everything that follows from the results has been computed. */
export const isSettled = sql<boolean>`not (
  exists (select 1 from rating_progress where ended_at is not null)
  or exists (select 1 from player_stats where is_stale) or exists (select 1 from groups where is_stale))`;

/** Users or groups that are counted in one piece. */
const countedAtOnce = 20;

/** Settles one piece; whether there may be more. Belongs into a transaction that holds the lock of the record. */
export async function settleSome(db: Db): Promise<boolean> {
  const groups = await staleIds(db, 'groups', 'id');
  await recomputeGroups(db, groups);
  const users = await staleIds(db, 'player_stats', 'user_id');
  await recomputePlayers(db, users);
  if (groups.length + users.length > 0) return true;
  return settleRatings(db, { pages: 1 });
}

async function staleIds(db: Db, table: 'groups' | 'player_stats', column: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)} where is_stale limit ${countedAtOnce}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
