import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';

/** Entries with which a game begins. An undo does not take them out of the log. */
const beginnings = sql.raw(`('room.start', 'game.import', 'sheet.replace')`);

/** Whether the game `g` is a lobby in which nothing ever began, nobody is, and nothing has happened for so many days. */
const isForgotten = (days: number) => sql<boolean>`
  g.status in ('waiting', 'finished')
  and not exists (select from rounds where game_id = g.id)
  and not exists (select from game_events where game_id = g.id and type in ${beginnings})
  and not exists (select from presences where game_id = g.id and is_connected)
  and (select max(created_at) from game_events where game_id = g.id) < now() - ${days} * interval '1 day'`;

/**
 * Deletes forgotten lobbies with their logs. Nothing is derived from them: a game without a round has no
 * results. Call it inside a transaction.
 */
export async function deleteForgotten(db: Db, days: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select g.id from games g where ${isForgotten(days)} order by g.id for update`.execute(db);
  if (rows.length === 0) return 0;
  // Somebody may have come in before the game was locked, so look again at what is there now.
  const ids = rows.map(({ id }) => id);
  const deleted = await sql`
    delete from games g where g.id = any(${ids}::uuid[]) and ${isForgotten(days)} returning g.id`.execute(db);
  return deleted.rows.length;
}
