import { sql } from 'kysely';
import { foldLog } from '../../rooms/index.ts';
import { recompute } from '../derived/recompute.ts';
import { commitLocked } from '../log/commit.ts';
import { readLogs } from '../log/entries.ts';
import { exchanging } from '../log/hand-over.ts';
import { lockGames } from '../log/lock-games.ts';
import type { Db } from '../schema/db.ts';
import { addStandIn } from './guests.ts';

/** A game that somebody said they did not play. */
interface Disowned {
  readonly gameId: string;
  readonly code: string;
  readonly hostId: string;
}

/**
 * Gives the seat of an account in one game to a guest of the host: adds an entry to the log, changes the rows, and
 * recomputes the results. Null if the account did not play in it. Call it inside a transaction.
 */
export async function disown(db: Db, gameId: string, userId: string): Promise<Disowned | null> {
  await lockGames(db, sql`${gameId}::uuid`);
  const log = (await readLogs(db, [gameId])).get(gameId);
  if (!log) return null;
  const room = foldLog(gameId, log);
  const player = room.seats.find((one) => one?.userId === userId);
  const hasPlayed = room.lineups.some((lineup) => lineup.includes(userId));
  if (!player && !hasPlayed) return null;
  const { code, hostId } = room;
  const displayName = player?.displayName ?? (await displayNameOf(db, userId));
  const guestId = await addStandIn(db, hostId, { userId, displayName });
  await commitLocked(db, [exchanging(room, userId, { type: 'game.disown', userId, guestId })]);
  await recompute(db, { userIds: [userId, guestId], gameIds: [gameId] });
  return { gameId, code, hostId };
}

async function displayNameOf(db: Db, userId: string): Promise<string> {
  const { display_name } = await db
    .selectFrom('users')
    .select('display_name')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return display_name;
}
