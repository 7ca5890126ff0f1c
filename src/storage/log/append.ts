import { sql, type RawBuilder } from 'kysely';
import type { LogEntry } from '../../rooms/index.ts';
import type { Db, Row } from '../schema/db.ts';
import { insertInto, rowsFrom } from '../schema/rows.ts';
import { eventRow } from './entries.ts';

/** An entry and the game whose log it is for. */
export interface Logged {
  readonly gameId: string;
  readonly entry: LogEntry;
}

/**
 * Replaces the payloads of entries. The log only grows, with this one exception: when a person deletes their
 * account, their name must not stay in the database. The game itself stays as it was.
 */
export async function rewrite(db: Db, logged: readonly Logged[]): Promise<void> {
  if (logged.length === 0) return;
  const rows = logged.map(({ gameId, entry }) => {
    const { game_id, seq, payload } = eventRow(gameId, entry);
    return { game_id, seq, payload };
  });
  await sql`
    update game_events e set payload = n.payload from ${rowsFrom('game_events', rows)}
    where e.game_id = n.game_id and e.seq = n.seq`.execute(db);
}

/** Adds entries to logs, with one statement. */
export async function append(db: Db, logged: readonly Logged[]): Promise<void> {
  if (logged.length === 0) return;
  const rows = logged.map(({ gameId, entry }) => eventRow(gameId, entry));
  await appending(rows, rowsFrom('game_events', rows)).execute(db);
}

/**
 * The only statement that adds to `game_events`. A commit uses it as a part of a larger statement. There,
 * `source` has only the rows of games that nobody else has changed meanwhile.
 */
export function appending(
  rows: readonly Row<'game_events'>[],
  source: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return insertInto('game_events', rows, source);
}
