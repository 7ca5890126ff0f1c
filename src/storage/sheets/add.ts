import type { ImportedGame } from '../../sheets/index.ts';
import { append } from '../log/append.ts';
import { project } from '../projection/project.ts';
import type { GameRows } from '../projection/rows.ts';
import { insertGames } from '../projection/save.ts';
import type { Db, Row } from '../schema/db.ts';
import { logOf } from './log.ts';

/** A game from a sheet, with the id and the room code it gets here. */
export interface NewGame {
  readonly id: string;
  readonly code: string;
  readonly imported: ImportedGame;
}

/** Adds games from sheets: their logs, and the rows that the logs give. Call it inside a transaction. */
export async function addGames(db: Db, games: readonly NewGame[]): Promise<void> {
  const added = games.map((game) => ({ ...game, log: logOf(game.imported, game.code) }));
  await insertGames(
    db,
    added.map(({ id, imported, log }) => withSheet(rowsOfLog(id, log), imported)),
  );
  await append(
    db,
    added.flatMap(({ id, log }) => log.map((entry) => ({ gameId: id, entry }))),
  );
}

function rowsOfLog(gameId: string, log: ReturnType<typeof logOf>): GameRows {
  const rows = project(gameId, log);
  if ('broken' in rows) throw new Error(`the log of a checked sheet does not fold: ${rows.broken.reason}`);
  return rows.ok;
}

function withSheet(rows: GameRows, imported: ImportedGame): GameRows {
  return { ...rows, games: rows.games.map((game) => ({ ...game, ...sheetColumns(imported) })) };
}

/** The columns that name the sheet of a game, so that the same sheet is recognised later. */
export function sheetColumns({
  scope,
  sheetId,
  digest,
}: Pick<ImportedGame, 'scope' | 'sheetId' | 'digest'>): Pick<
  Row<'games'>,
  'sheet_scope' | 'sheet_id' | 'sheet_digest'
> {
  return { sheet_scope: scope, sheet_id: sheetId, sheet_digest: digest };
}
