import { sql } from 'kysely';
import type { Player } from '../../support/server.ts';
import type { Table } from '../../support/table.ts';
import type { Db } from '../../../src/storage/schema/db.ts';

/** Closes a player's terminal and waits until another player gets the news of it. */
export async function goAway({ code }: Table, player: Player, witness: Player): Promise<void> {
  player.terminate();
  await witness.updated(
    (update) =>
      update.code === code &&
      update.event.type === 'presence' &&
      update.event.actorId === player.user.id &&
      update.event.payload['connected'] === false,
  );
}

/** The last entry of the log of a table, with its actor and the seat it is for. */
export async function lastEntry(db: Db, { gameId }: Table): Promise<unknown> {
  const { rows } = await sql`
    select type, actor_id, seat, payload from game_events where game_id = ${gameId}::uuid
    order by seq desc limit 1`.execute(db);
  return rows[0];
}
