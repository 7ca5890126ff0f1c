import { sql } from 'kysely';
import {
  evolve,
  exchangeOf,
  foldLog,
  seatOf,
  type Commit,
  type LogEntry,
  type Room,
  type RoomAction,
} from '../../rooms/index.ts';
import { lockDerived } from '../derived/pending.ts';
import { recompute } from '../derived/recompute.ts';
import { commitLocked } from './commit.ts';
import { readLogs } from './entries.ts';
import { gamesAtOnce, gamesOf } from './lock-games.ts';
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
 * Gives every game of one person to another: adds an entry to each log, changes the rows, and recomputes the
 * results. Returns the number of games. Call it inside a transaction that has locked the person and the games.
 */
export async function handOver(
  db: Db,
  claim: { from: string; to: string; actorId: string },
): Promise<number> {
  const { from, to, actorId } = claim;
  const { rows } = await gamesOf(sql`${from}::uuid`).execute(db);
  const games = rows.map(({ id }) => id);
  for (let start = 0; start < games.length; start += gamesAtOnce) {
    const logs = await readLogs(db, games.slice(start, start + gamesAtOnce));
    await commitLocked(
      db,
      [...logs].map(([gameId, log]) =>
        exchanging(foldLog(gameId, log), actorId, { type: 'claim.approve', userId: to, replaces: from }),
      ),
    );
  }
  // Imports of the new owner know these sheets now. If both have the same sheet, both games stay.
  await sql`
    update games g set sheet_scope = ${to}::uuid where sheet_scope = ${from}::uuid and not exists (
      select 1 from games where sheet_scope = ${to}::uuid and sheet_id = g.sheet_id)`.execute(db);
  await db.deleteFrom('presences').where('user_id', '=', from).execute();
  if (games.length > 0) await recompute(db, { userIds: [from, to], gameIds: games });
  // Nobody may be writing the counters that are deleted next.
  else await lockDerived(db);
  await db.deleteFrom('player_stats').where('user_id', '=', from).execute();
  return games.length;
}

/** The change that gives the place of one person in a game to another. */
export function exchanging(before: Room, actorId: string, action: RoomAction): Commit {
  const entry: LogEntry = {
    seq: before.version + 1,
    action,
    actorId,
    seat: seatOf(before, exchangeOf(action)?.from ?? ''),
    commandId: null,
    at: new Date(Math.max(Date.now(), before.lastEntryAt.getTime() + 1)),
  };
  const after = evolve(before, entry);
  if ('error' in after) throw new Error(`game ${before.gameId} cannot change hands: ${after.error}`);
  return { before, after: after.ok, entry };
}
