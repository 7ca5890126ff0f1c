import { evolve, foldLog, type LogEntry, type Room } from '../../rooms/index.ts';
import { seats, type PerSeat } from '../../rules/index.ts';
import type { ImportedGame, SheetPlayer } from '../../sheets/index.ts';
import { recompute } from '../derived/recompute.ts';
import { commitLocked } from '../log/commit.ts';
import { readLogs } from '../log/entries.ts';
import type { Db } from '../schema/db.ts';
import { sheetColumns } from './add.ts';

/**
 * Changes a game to match its sheet: adds an entry to its log, changes the rows, and recomputes the results.
 */
export function replaceGame(
  db: Db,
  gameId: string,
  { imported, actorId }: { readonly imported: ImportedGame; readonly actorId: string },
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    // A change that was decided on an older version will find that the game has moved on.
    const locked = await trx
      .selectFrom('games')
      .select('sheet_digest')
      .where('id', '=', gameId)
      .forUpdate()
      .executeTakeFirst();
    // The same sheet, sent twice at once, replaces the game once.
    if (locked?.sheet_digest?.replaceAll('-', '') === imported.digest) return;
    const before = foldLog(gameId, (await readLogs(trx, [gameId])).get(gameId) ?? []);
    const entry = replacing(before, imported, actorId);
    const after = evolve(before, entry);
    if ('error' in after) throw new Error(`the sheet of game ${gameId} breaks the rules: ${after.error}`);
    await commitLocked(trx, [{ before, after: after.ok, entry }]);
    await trx.updateTable('games').set(sheetColumns(imported)).where('id', '=', gameId).execute();
    await recompute(trx, { userIds: playersOf(before, after.ok), gameIds: [gameId] });
  });
}

function replacing(
  before: Room,
  { game, players, lineups, playedAt }: ImportedGame,
  actorId: string,
): LogEntry {
  const { rules, startingScores, rounds } = game;
  return {
    seq: before.version + 1,
    action: {
      type: 'sheet.replace',
      rules,
      startingScores,
      players,
      rounds: rounds.map(({ frischCount: frisch, trump, contracts, tricks }, i) => ({
        frisch,
        trump,
        contracts,
        tricks,
        ...(isOther(lineups[i], players) && { players: lineups[i] }),
      })),
      endedAt: playedAt.toISOString(),
    },
    actorId,
    seat: null,
    commandId: null,
    at: new Date(Math.max(Date.now(), before.lastEntryAt.getTime() + 1)),
  };
}

/** Whether the players of a round differ from the players at the end. */
function isOther(lineup: PerSeat<SheetPlayer> | undefined, players: PerSeat<SheetPlayer>): boolean {
  return lineup !== undefined && seats.some((seat) => lineup[seat].userId !== players[seat].userId);
}

/** Everybody who plays, or played, in any of these rooms. */
function playersOf(...rooms: readonly Room[]): string[] {
  const ids = rooms.flatMap(({ lineups, seats: seated }) => [
    ...lineups.flat(),
    ...seated.map((player) => player?.userId ?? null),
  ]);
  return [...new Set(ids)].filter((id) => id !== null);
}
