import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';

/** So much of its journal an embedded database reads again, at most, when it starts after a crash. */
const usualJournal = 64 * 1024 * 1024; // bytes

/**
 * Does for an embedded database what other processes of PostgreSQL do: it cuts the journal, and makes room where
 * rows were replaced. Nobody else is served meanwhile, so that room is made only while no game moves. Call the
 * function once a minute.
 */
export function createUpkeep(db: Db, mostJournal = usualJournal): () => Promise<void> {
  let entries = -1; // after a start, whether a game moves is not known

  return async () => {
    const { rows } = await sql<{ isLong: boolean; entries: number }>`
      select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > ${mostJournal} as "isLong",
        (select n_tup_ins from pg_stat_user_tables where relname = 'game_events') as entries
      from pg_control_checkpoint()`.execute(db);
    const [found] = rows;
    if (found?.isLong) await sql`checkpoint`.execute(db);
    if (found?.entries === entries) await vacuumWorst(db);
    entries = found?.entries ?? entries;
  };
}

/** One table, by the rule of PostgreSQL's autovacuum but for small tables. */
async function vacuumWorst(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_user_tables
    where n_dead_tup > 1000 + 0.2 * n_live_tup
    order by n_dead_tup desc limit 1`.execute(db);
  for (const { name } of rows) await sql`vacuum (analyze) ${sql.table(name)}`.execute(db);
}
