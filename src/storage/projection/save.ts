import { sql, type RawBuilder } from 'kysely';
import type { Db, Schema } from '../schema/db.ts';
import { asJson, insertInto, insertRows, listed, rowsFrom, takingOver } from '../schema/rows.ts';
import { withTypes } from '../schema/types.ts';
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
  const columns = Object.keys(game).filter((column) => !decidedOnce.games?.some((kept) => kept === column));
  await sql`
    update games g set (${listed([...columns, 'updated_at'])}) = (
      select ${listed(columns, 'n.')}, now() from ${rowsFrom('games', [game])})
    where g.id = ${game.id}::uuid`.execute(db);
  await replaceGamePlayers(db, [game.id], rows.game_players);
  // This also deletes their players and bids.
  await sql`delete from rounds where game_id = ${game.id}::uuid`.execute(db);
  await insertRows(db, 'rounds', rows.rounds);
  await insertRows(db, 'round_players', rows.round_players);
  await insertRows(db, 'trump_bids', rows.trump_bids);
}

/**
 * Updates the games that are still at the version their change was decided on, and returns their ids. It sets
 * every column that one of the games changes.
 */
export function movingGames(changes: readonly Changes[]): RawBuilder<unknown> {
  const columns = [...new Set(changes.flatMap(({ gameColumns }) => gameColumns))];
  const rows = changes.map(({ before, game }) => ({ before, ...picked(game, ['id', ...columns]) }));
  return sql`
    update games g set (${listed([...columns, 'updated_at'])}) = row (${listed(columns, 'n.')}, now())
    from json_to_recordset(${asJson(rows)}) as n (before integer, ${withTypes('games', ['id', ...columns])})
    where g.id = n.id and g.version = n.before
    returning g.id`;
}

/** These values of a row. */
function picked(row: GameRow, columns: readonly (keyof GameRow)[]): Partial<GameRow> {
  return Object.fromEntries(columns.map((column) => [column, row[column]]));
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

/** A row that belongs to a game. */
interface Owned<T extends object> {
  readonly gameId: string;
  readonly row: T;
}

/** The parts of a commit that write rounds, their players and their bids, for the games in `moved`. */
export function turnParts(changes: readonly Changes[]): RawBuilder<unknown>[] {
  const owned = <T extends object>(rowsOf: (one: Changes) => readonly T[]): Owned<T>[] =>
    changes.flatMap((one) => rowsOf(one).map((row) => ({ gameId: one.gameId, row })));
  const rounds = owned((one) => one.rounds);
  const players = owned((one) => one.roundPlayers);
  const bids = owned((one) => one.bids.said);
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
        ${inserting('rounds', rounds)}
        on conflict (id) do update set ${takingOver(rowsIn(rounds), ['game_id', 'round_number'])},
          version = rounds.version + 1, updated_at = now())`,
    players.length > 0 &&
      sql`saved_players as (
        ${inserting('round_players', players)}
        on conflict (id) do update set ${takingOver(rowsIn(players), ['round_id', 'seat_position'])})`,
    bids.length > 0 && sql`saved_bids as (${inserting('trump_bids', bids)} on conflict (id) do nothing)`,
  ];
  return parts.filter((part) => part !== false);
}

const rowsIn = (owned: readonly Owned<object>[]) => owned.map(({ row }) => row);

function inserting(table: keyof Schema, owned: readonly Owned<object>[]): RawBuilder<unknown> {
  return insertInto(table, rowsIn(owned), ofMoved(table, owned));
}

/** Those of the rows whose games are in `moved`, as `n`. */
export function ofMoved(table: keyof Schema, owned: readonly Owned<object>[]): RawBuilder<unknown> {
  const json = asJson(owned.map(({ gameId, row }) => ({ ...row, moved: gameId })));
  const columns = withTypes(table, Object.keys(owned[0]?.row ?? {}));
  return sql`json_to_recordset(${json}) as n (moved uuid, ${columns}) join moved on moved.id = n.moved`;
}
