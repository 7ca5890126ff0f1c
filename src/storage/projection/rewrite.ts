import { sql } from 'kysely';
import { replaceGamePlayers } from '../log/commit.ts';
import type { GameTables } from './fold.ts';
import type { Db } from '../schema/db.ts';

/** What of the tables follows from the log of a game. */
export const derived = {
  games: [
    'room_code',
    'group_id',
    'status',
    'version',
    'current_round_number',
    'admin_id',
    'ended_at',
    'winner_id',
    'rules',
    'length',
    'starting_scores',
  ],
  game_players: ['user_id', 'display_name', 'seat_position', 'is_admin', 'final_score', 'is_winner'],
  rounds: [
    'round_number',
    'phase',
    'trump_suit',
    'trump_winner_id',
    'trump_bid_amount',
    'frisch_count',
    'minimum_bid',
    'game_type',
    'total_contracts',
    'current_bidder_seat',
    'consecutive_passes',
    'total_tricks_played',
  ],
  round_players: [
    'round_id',
    'user_id',
    'seat_position',
    'contract_bid',
    'bid_order',
    'tricks_won',
    'score',
    'made_contract',
  ],
  trump_bids: ['round_id', 'player_id', 'amount', 'suit', 'is_pass', 'created_at'],
} satisfies { readonly [T in keyof GameTables]: readonly (keyof GameTables[T][number])[] };

/** Writes all rows of a game anew, as folding its log gives them. Belongs into a transaction. */
export async function rewriteGame(db: Db, gameId: string, expected: GameTables): Promise<void> {
  const columns = sql.join(derived.games.map((column) => sql.ref(column)));
  await sql`
    update games set (${columns}) = (
      select ${columns} from jsonb_populate_record(null::games, ${JSON.stringify(expected.games[0])}::jsonb)),
      updated_at = now()
    where id = ${gameId}::uuid`.execute(db);
  await replaceGamePlayers(db, gameId, expected.game_players);
  // What belongs to the rounds goes with them.
  await sql`delete from rounds where game_id = ${gameId}::uuid`.execute(db);
  await insertRows(db, 'rounds', ['id', 'game_id', ...derived.rounds], expected.rounds);
  await insertRows(db, 'round_players', ['id', ...derived.round_players], expected.round_players);
  await insertRows(db, 'trump_bids', ['id', ...derived.trump_bids], expected.trump_bids);
}

async function insertRows(
  db: Db,
  table: keyof GameTables,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const record = sql.raw(`null::${table}`);
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(${record}, ${JSON.stringify(rows)}::jsonb)`.execute(db);
}
