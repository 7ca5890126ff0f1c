import { evolve, foldLog, type LogEntry, type Room } from '../../rooms/index.ts';
import { perSeat, seats, type PerSeat } from '../../rules/index.ts';
import type { ImportedGame, SheetOffer, SheetPlayer } from '../../sheets/index.ts';
import { offer } from '../accounts/offers.ts';
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
): Promise<readonly SheetOffer[]> {
  return db.transaction().execute(async (trx) => {
    // A change that was decided on an older version will find that the game has moved on.
    const locked = await trx
      .selectFrom('games')
      .select('sheet_digest')
      .where('id', '=', gameId)
      .forUpdate()
      .executeTakeFirst();
    // The same sheet, sent twice at once, replaces the game once.
    if (locked?.sheet_digest?.replaceAll('-', '') === imported.digest) return [];
    const before = foldLog(gameId, (await readLogs(trx, [gameId])).get(gameId) ?? []);
    const offers: SheetOffer[] = [];
    for (const account of disownedAmong(before, imported))
      offers.push(await offer(trx, account, { hostId: before.hostId, groupId: before.groupId }));
    const entry = replacing(before, asked(imported, offers), actorId);
    const after = evolve(before, entry);
    if ('error' in after) throw new Error(`the sheet of game ${gameId} breaks the rules: ${after.error}`);
    await commitLocked(trx, [{ before, after: after.ok, entry }]);
    await trx.updateTable('games').set(sheetColumns(imported)).where('id', '=', gameId).execute();
    await recompute(trx, { userIds: playersOf(before, after.ok), gameIds: [gameId] });
    return offers;
  });
}

/** The accounts on a sheet that said they did not play in its game. */
function disownedAmong({ disowned }: Room, { players, lineups }: ImportedGame): SheetPlayer[] {
  const all = [players, ...lineups].flat().filter(({ userId }) => disowned.includes(userId));
  return [...new Map(all.map((player) => [player.userId, player])).values()];
}

/** The sheet with guests that stand for the accounts that are asked. */
function asked(imported: ImportedGame, offers: readonly SheetOffer[]): ImportedGame {
  const standing = (four: PerSeat<SheetPlayer>) =>
    perSeat((seat): SheetPlayer => {
      const player = four[seat];
      const found = offers.find(({ userId }) => userId === player.userId);
      const { guestId, userId: standsFor } = found ?? {};
      return guestId === undefined ? player : { ...player, userId: guestId, guest: true, standsFor };
    });
  return { ...imported, players: standing(imported.players), lineups: imported.lineups.map(standing) };
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
