import { sql, type RawBuilder } from 'kysely';
import type { Db, Schema } from '../schema/db.ts';
import { asJson, insertInto, insertRows, listed, rowsFrom, takingOver } from '../schema/rows.ts';
import type { Changes } from './changes.ts';
import { decidedOnce, type GamePlayerRow, type GameRow, type GameRows } from './rows.ts';

/** Adds the rows of games that are not there yet. */
export async function insertGames(db: Db, games: readonly GameRows[]): Promise<void> {
  const tables = ['games', 'game_players', 'rounds', 'round_players', 'trump_bids'] as const;
  for (const table of tables)
    await insertRows(
      db,
      table,
      games.flatMap((rows): readonly object[] => rows[table]),
    );
}

/** Writes all rows of a game again. Call it inside a transaction. */
export async function rewriteGame(db: Db, rows: GameRows): Promise<void> {
  const [game] = rows.games;
  if (!game) throw new Error('the rows of a game have no game among them');
  await sql`
    update games g set ${settingGame([game], sql`${asJson(game)}`)} where g.id = ${game.id}::uuid`.execute(
    db,
  );
  await replaceGamePlayers(db, [game.id], rows.game_players);
  // This also deletes their players and bids.
  await sql`delete from rounds where game_id = ${game.id}::uuid`.execute(db);
  await insertRows(db, 'rounds', rows.rounds);
  await insertRows(db, 'round_players', rows.round_players);
  await insertRows(db, 'trump_bids', rows.trump_bids);
}

/** The part after `update games g set`: every column in any of these games. The JSON may lack some. */
export function settingGame(
  games: readonly Partial<GameRow>[],
  json: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = [...new Set(games.flatMap(Object.keys))].filter(
    (column) => !decidedOnce.games?.some((kept) => kept === column),
  );
  return sql`(${listed([...columns, 'updated_at'])}) = (
    select ${listed(columns, 'n.')}, now() from json_populate_record(g, ${json}) n)`;
}

/**
 * Deletes rows before new ones take their place: players of rounds that others play now, and rounds that a
 * sheet replaces.
 */
export async function makeRoom(db: Db, changes: readonly Changes[]): Promise<void> {
  const relined = changes.flatMap(({ relinedRounds }) => relinedRounds);
  if (relined.length > 0)
    await sql`delete from round_players where round_id = any(${relined}::uuid[])`.execute(db);
  const restarted = changes.flatMap(({ startsOver, gameId }) => (startsOver ? gameId : []));
  if (restarted.length > 0)
    await sql`delete from rounds where game_id = any(${restarted}::uuid[])`.execute(db);
}

/**
 * Saves rare changes that the statement of a turn does not include: new seats, and bids that belong to
 * another person now.
 */
export async function saveSeats(db: Db, changes: readonly Changes[]): Promise<void> {
  const reseated = changes.filter(({ gamePlayers }) => gamePlayers !== null);
  await replaceGamePlayers(
    db,
    reseated.map(({ gameId }) => gameId),
    reseated.flatMap(({ gamePlayers }) => gamePlayers ?? []),
  );
  const claims = changes.flatMap(({ gameId, claimed }) => (claimed ? { gameId, ...claimed } : []));
  if (claims.length === 0) return;
  await sql`
    update trump_bids b set player_id = c."to"
    from json_to_recordset(${asJson(claims)}) as c ("gameId" uuid, "from" uuid, "to" uuid)
    join rounds r on r.game_id = c."gameId"
    where r.id = b.round_id and b.player_id = c."from"`.execute(db);
}

/** Deletes and inserts the players of games. Updates cannot swap seats, because of the unique constraints. */
async function replaceGamePlayers(
  db: Db,
  gameIds: readonly string[],
  rows: readonly GamePlayerRow[],
): Promise<void> {
  if (gameIds.length === 0) return;
  const old = await db
    .deleteFrom('game_players')
    .where('game_id', '=', sql<string>`any(${gameIds}::uuid[])`)
    .returning(['game_id', 'user_id', 'joined_at', 'is_connected'])
    .execute();
  const kept = new Map(old.map((row) => [`${row.game_id} ${row.user_id}`, row]));
  await insertRows(
    db,
    'game_players',
    rows.map((row) => {
      const was = kept.get(`${row.game_id} ${row.user_id}`);
      return was ? { ...row, joined_at: was.joined_at, is_connected: was.is_connected } : row;
    }),
  );
}

/**
 * The parts of a commit that write rounds, their players and their bids for the games in `moved`. `moved` has
 * the new rows of each table as JSON, in a column with the name of the table.
 */
export function turnParts(changes: readonly Changes[]): RawBuilder<unknown>[] {
  const rounds = changes.flatMap((one) => one.rounds);
  const players = changes.flatMap((one) => one.roundPlayers);
  const bids = changes.flatMap((one) => one.bids.said);
  const droppedRounds = changes.flatMap((one) => one.droppedRounds);
  const droppedBids = changes.flatMap((one) => one.bids.dropped);
  const parts: (RawBuilder<unknown> | false)[] = [
    droppedRounds.length > 0 &&
      sql`dropped_rounds as (
        delete from rounds using moved
        where rounds.game_id = moved.id and rounds.id = any(${droppedRounds}::uuid[]))`,
    droppedBids.length > 0 &&
      sql`dropped_bids as (
        delete from trump_bids using rounds, moved
        where trump_bids.round_id = rounds.id and rounds.game_id = moved.id
          and trump_bids.id = any(${droppedBids}::uuid[]))`,
    rounds.length > 0 &&
      sql`saved_rounds as (
        ${insertInto('rounds', rounds, movedRows('rounds'))}
        on conflict (id) do update set ${takingOver(rounds, ['game_id', 'round_number'])}, version = rounds.version + 1, updated_at = now())`,
    players.length > 0 &&
      sql`saved_players as (
        ${insertInto('round_players', players, movedRows('round_players'))}
        on conflict (id) do update set ${takingOver(players, ['round_id', 'seat_position'])})`,
    bids.length > 0 &&
      sql`saved_bids as (
        ${insertInto('trump_bids', bids, movedRows('trump_bids'))} on conflict (id) do nothing)`,
  ];
  return parts.filter((part) => part !== false);
}

/** The rows of a table from the JSON in `moved`, as `n`. */
export function movedRows(table: keyof Schema): RawBuilder<unknown> {
  return sql`moved cross join lateral ${rowsFrom(table, sql.raw(`moved.${table}`))} n`;
}
