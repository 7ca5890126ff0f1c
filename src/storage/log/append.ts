import type { RawBuilder } from 'kysely';
import type { LogEntry } from '../../rooms/index.ts';
import type { Db, Row } from '../schema/db.ts';
import { insertInto, rowsFrom } from '../schema/rows.ts';
import { eventRow } from './entries.ts';

/** An entry and the game whose log it is for. */
export interface Logged {
  readonly gameId: string;
  readonly entry: LogEntry;
}

/** Adds entries to logs, with one statement. */
export async function append(db: Db, logged: readonly Logged[]): Promise<void> {
  if (logged.length === 0) return;
  const rows = logged.map(({ gameId, entry }) => eventRow(gameId, entry));
  await appending(rows, rowsFrom('game_events', rows)).execute(db);
}

/**
 * The only statement that writes `game_events`. A commit uses it as a part of a larger statement. There,
 * `source` has only the rows of games that nobody else has changed meanwhile.
 */
export function appending(
  rows: readonly Row<'game_events'>[],
  source: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return insertInto('game_events', rows, source);
}
