import { sql, type RawBuilder } from 'kysely';
import { MovedOn } from '../database/transaction.ts';
import type { Db } from '../schema/db.ts';

/** Games that are read and changed together. */
export const gamesAtOnce = 100;

/** The ids of the games that these users host or play in, or have played in. `people` selects their ids. */
export const gamesOf = (people: RawBuilder<unknown>): RawBuilder<{ id: string }> => sql`
  select id from games where admin_id in (${people})
  union select game_id from game_players where user_id in (${people})
  union select r.game_id from round_players rp join rounds r on r.id = rp.round_id where rp.user_id in (${people})
  union select r.game_id from trump_bids b join rounds r on r.id = b.round_id where b.player_id in (${people})`;

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

/**
 * Locks the people that `people` selects, whose games are locked already, so that nobody seats them in another game
 * until the transaction ends. Begins the transaction again if somebody has done so before. Everybody locks games
 * before people, and people before the recomputing, so that nobody waits in a circle.
 */
export async function lockPeople(
  db: Db,
  people: RawBuilder<unknown>,
  games: readonly string[],
): Promise<void> {
  const locked = await sql<{ id: string }>`
    select id from users where id in (${people}) order by id for update`.execute(db);
  const ids = locked.rows.map(({ id }) => id);
  const { rows } = await sql`
    select 1 from (${gamesOf(people)}) g where id <> all(${games}::uuid[])
    union all select 1 from users where id in (${people}) and id <> all(${ids}::uuid[])`.execute(db);
  if (rows.length > 0) throw new MovedOn('somebody has sat down in another game in the meantime');
}
