import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { payloadOf, type LogEntry, type RoomAction } from '../../rooms/index.ts';
import type { Seat } from '../../rules/index.ts';
import type { Db, Row } from '../schema/db.ts';

type EventRow = Row<'game_events'>;

/** Random bytes for ids, drawn for 256 ids at once: to draw them takes longer than all else that an id needs. */
let drawn = randomBytes(4096);
let used = 0;

function nextRandom(): Uint8Array {
  if (used === drawn.length) {
    drawn = randomBytes(drawn.length);
    used = 0;
  }
  used += 16;
  return drawn.subarray(used - 16, used);
}

/** The row of `game_events` for an entry of the log; `entryOf` reads it back. */
export function eventRow(gameId: string, entry: LogEntry): EventRow {
  return {
    id: v7({ random: nextRandom() }),
    game_id: gameId,
    seq: entry.seq,
    type: entry.action.type,
    payload: payloadOf(entry),
    actor_id: entry.actorId,
    seat: entry.seat,
    command_id: entry.commandId,
    created_at: entry.at,
  };
}

/**
 * The entry in a row. Its shape is not checked: `eventRow` wrote it, and folding the log checks every rule.
 */
export function entryOf(row: EventRow): LogEntry {
  const { actingFor, ...payload } = row.payload;
  return {
    seq: row.seq,
    action: { type: row.type, ...payload } as RoomAction,
    actorId: row.actor_id,
    seat: row.seat as Seat | null,
    actingFor: actingFor as LogEntry['actingFor'],
    commandId: row.command_id,
    at: row.created_at,
  };
}

/** The logs of these games, each in order. Games without a log are left out. */
export async function readLogs(
  db: Db,
  gameIds: readonly string[],
): Promise<ReadonlyMap<string, readonly LogEntry[]>> {
  const rows = await db
    .selectFrom('game_events')
    .selectAll()
    .where('game_id', '=', sql<string>`any(${gameIds}::uuid[])`)
    .orderBy('game_id')
    .orderBy('seq')
    .execute();
  return new Map([...Map.groupBy(rows, ({ game_id }) => game_id)].map(([id, own]) => [id, own.map(entryOf)]));
}
