import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../schema/db.ts';

/** Games that are read and changed together. */
export const gamesAtOnce = 100;

/** The ids of the games that a user hosts or plays in, or has played in. */
export const gamesOf = (userId: string): RawBuilder<unknown> => sql`
  select id from games where admin_id = ${userId}::uuid
  union select game_id from game_players where user_id = ${userId}::uuid
  union select r.game_id from round_players rp join rounds r on r.id = rp.round_id where rp.user_id = ${userId}::uuid
  union select r.game_id from trump_bids b join rounds r on r.id = b.round_id where b.player_id = ${userId}::uuid`;

/** The types of entries that name players, or say who a player was before. */
const naming = [
  'room.create',
  'room.join',
  'room.addGuest',
  'room.substitute',
  'game.import',
  'sheet.replace',
  'claim.approve',
];

/**
 * The ids of the games whose logs mention a user, perhaps only as somebody who left the lobby again. No index
 * helps here, so it reads the whole log once.
 */
export const gamesMentioning = (userId: string): RawBuilder<unknown> => sql`
  select game_id from game_events
  where type = any(${naming}::text[]) and payload::text like ${`%${userId}%`}`;

/**
 * Locks the games in order of their ids, so that two transactions wait for each other without a deadlock. A
 * change that was decided on an older version then finds that the game has moved on.
 */
export async function lockGames(db: Db, ids: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from games where id in (${ids}) order by id for update`.execute(db);
  return rows.map(({ id }) => id);
}
