import { sql } from 'kysely';
import { recomputeStatistics } from '../derived/statistics.ts';
import type { Db } from '../schema/db.ts';

/** Whether two people have sat at one table at the same time. */
export async function playedTogether(db: Db, a: string, b: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from game_players x join game_players y using (game_id)
    where x.user_id = ${a}::uuid and y.user_id = ${b}::uuid
    union all
    select 1 from round_players x join round_players y using (round_id)
    where x.user_id = ${a}::uuid and y.user_id = ${b}::uuid
    limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Makes every game of one person one of another: an entry in its log, the rows that folding the log then gives, and
 * what follows from the results. How many games there were. Belongs into a transaction.
 */
export async function handOver(
  db: Db,
  { from, to, actorId }: { readonly from: string; readonly to: string; readonly actorId: string },
): Promise<number> {
  // Locked in one order, so that of two that meet one waits for the other. A change that is decided on an older
  // version finds that the game has moved on.
  const { rows } = await sql<{ id: string }>`
    select id from games where id in (
      select id from games where admin_id = ${from}::uuid
      union select game_id from game_players where user_id = ${from}::uuid
      union select r.game_id from round_players rp join rounds r on r.id = rp.round_id where rp.user_id = ${from}::uuid
      union select r.game_id from trump_bids b join rounds r on r.id = b.round_id where b.player_id = ${from}::uuid)
    order by id for update`.execute(db);
  const games = rows.map(({ id }) => id);
  if (games.length === 0) return 0;
  await sql`
    insert into game_events (id, game_id, seq, type, payload, actor_id, seat, created_at)
    select gen_random_uuid(), g.id, g.version + 1, 'claim.approve',
      jsonb_build_object('userId', ${to}::text, 'replaces', ${from}::text), ${actorId}::uuid,
      (select seat_position from game_players where game_id = g.id and user_id = ${from}::uuid),
      greatest(date_trunc('milliseconds', now()), last.created_at + interval '1 millisecond')
    from games g join game_events last on last.game_id = g.id and last.seq = g.version
    where g.id = any(${games}::uuid[])`.execute(db);
  await sql`
    update games set version = version + 1, updated_at = now(),
      admin_id = case when admin_id = ${from}::uuid then ${to}::uuid else admin_id end,
      winner_id = case when winner_id = ${from}::uuid then ${to}::uuid else winner_id end
    where id = any(${games}::uuid[])`.execute(db);
  // Sheets that were brought in are known to their new owner; of one that both have, each stays a game.
  await sql`
    update games g set sheet_scope = ${to}::uuid where sheet_scope = ${from}::uuid and not exists (
      select 1 from games where sheet_scope = ${to}::uuid and sheet_id = g.sheet_id)`.execute(db);
  for (const [table, column] of moved)
    await sql`
      update ${sql.table(table)} set ${sql.ref(column)} = ${to}::uuid where ${sql.ref(column)} = ${from}::uuid`.execute(
      db,
    );
  // Who keeps score with one account and plays with the other hosts the own game now.
  await sql`
    update game_players gp set is_admin = true from games g
    where g.id = gp.game_id and g.id = any(${games}::uuid[]) and gp.user_id = g.admin_id and not gp.is_admin`.execute(
    db,
  );
  await sql`delete from presences where user_id = ${from}::uuid`.execute(db);
  await recomputeStatistics(db, [from, to], games);
  await sql`delete from player_stats where user_id = ${from}::uuid`.execute(db);
  return games.length;
}

/** Where else the tables say who played. */
const moved = [
  ['game_players', 'user_id'],
  ['rounds', 'trump_winner_id'],
  ['round_players', 'user_id'],
  ['trump_bids', 'player_id'],
] as const;
