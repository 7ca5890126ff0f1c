import { sql } from 'kysely';
import { foldLog, payloadOf, type LogEntry } from '../../rooms/index.ts';
import { seats, type PerSeat } from '../../rules/index.ts';
import type { ImportedGame, SheetPlayer } from '../../sheets/index.ts';
import { eventRow } from '../log/commit.ts';
import { foldTables } from '../projection/fold.ts';
import { rewriteGame } from '../projection/rewrite.ts';
import { entryOf, type EventRow } from '../log/rooms.ts';
import { recomputeStatistics } from '../derived/statistics.ts';
import type { Db } from '../schema/db.ts';

/** Makes a game what its sheet says now: an entry in its log, the rows that the log then gives, and what follows from them. */
export function replaceGame(
  db: Db,
  gameId: string,
  { game, players, lineups, playedAt, scope, groupId, sheetId, digest }: ImportedGame,
  actorId: string,
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    // A change at a table that is decided on the version before finds that the game has moved on.
    await sql`select 1 from games where id = ${gameId}::uuid for update`.execute(trx);
    const { rows } = await sql<EventRow>`
      select game_id, seq, type, payload, actor_id, seat, command_id, created_at as at from game_events
      where game_id = ${gameId}::uuid order by seq`.execute(trx);
    const entries = rows.map(entryOf);
    const before = foldLog(gameId, entries);
    const { rules, startingScores, rounds } = game;
    const entry: LogEntry = {
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
    const folded = foldTables(gameId, [...entries, entry]);
    if ('broken' in folded)
      throw new Error(`the log of game ${gameId} does not fold: ${folded.broken.reason}`);
    const { id, seq, type, created_at } = eventRow(gameId, entry);
    await sql`
      insert into game_events (id, game_id, seq, type, payload, actor_id, created_at)
      values (${id}::uuid, ${gameId}::uuid, ${seq}, ${type}, ${JSON.stringify(payloadOf(entry))}::jsonb,
        ${actorId}::uuid, ${created_at})`.execute(trx);
    // Where the game is now; the group that its log began with may have been dissolved.
    const games = folded.ok.games.map((row) => ({ ...row, group_id: groupId }));
    await rewriteGame(trx, gameId, { ...folded.ok, games });
    await sql`
      update games set sheet_scope = ${scope}::uuid, sheet_id = ${sheetId}, sheet_digest = ${digest}::uuid
      where id = ${gameId}::uuid`.execute(trx);
    const seated = [...before.lineups.flat(), ...before.seats.map((player) => player?.userId ?? null)];
    const sitting = [...lineups, players].flatMap((four) => four.map(({ userId }) => userId));
    const users = new Set([...seated, ...sitting]);
    await recomputeStatistics(
      trx,
      [...users].filter((user) => user !== null),
      [gameId],
    );
  });
}

/** Whether others played than sat there at the end. */
function isOther(lineup: PerSeat<SheetPlayer> | undefined, players: PerSeat<SheetPlayer>): boolean {
  return lineup !== undefined && seats.some((seat) => lineup[seat].userId !== players[seat].userId);
}
