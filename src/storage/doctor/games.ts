import { sql, type Kysely } from 'kysely';
import { replaceGamePlayers } from '../commit.ts';
import { entryOf, type EventRow } from '../rooms.ts';
import { differences, type Difference } from './differences.ts';
import { foldTables, type Broken, type GameTables } from './fold.ts';

type Db = Kysely<unknown>;

/** What of the tables follows from the log. */
const compared = {
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

type Table = keyof GameTables;
const tables = Object.keys(compared) as Table[];
/** A row of any of these tables. */
type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Compares the tables of these games with the fold of their logs, and mends them. */
export async function examineGames(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const { rows: events } = await sql<EventRow>`
    select game_id, seq, type, payload, actor_id, seat, command_id, created_at as at from game_events
    where game_id = any(${ids}::uuid[]) order by game_id, seq`.execute(db);
  const logs = Map.groupBy(events, ({ game_id }) => game_id);
  const { rows: groups } = await sql<{ id: string }>`select id from groups`.execute(db);
  const groupIds = new Set(groups.map(({ id }) => id));
  const stored = new Map<Table, Map<string, Row[]>>();
  for (const table of tables) stored.set(table, await storedRows(db, table, ids));

  const found: Difference[] = [];
  for (const id of ids) {
    const folded = foldTables(id, (logs.get(id) ?? []).map(entryOf));
    if ('broken' in folded) {
      found.push(brokenLog(id, folded.broken));
      continue;
    }
    const expected = withoutDissolved(folded.ok, groupIds);
    const name = (table: Table) => (row: Row) => `game ${id}${placeOf(table, row, expected)}`;
    const differing = tables.flatMap((table) => {
      const rows = { stored: stored.get(table)?.get(id) ?? [], expected: asRows(expected[table]) };
      return differences(table, name(table), rows, compared[table]);
    });
    if (differing.length > 0) await mend(db, id, expected);
    found.push(...differing);
  }
  return found;
}

const asRows = (rows: readonly object[]) => rows as readonly Row[];

function brokenLog(gameId: string, { seq, type, reason }: Broken): Difference {
  return {
    table: 'game_events',
    row: `game ${gameId}, entry ${seq}`,
    column: 'type',
    stored: type,
    expected: `an entry that the rules allow: ${reason}`,
  };
}

/** A group that was dissolved has left its games. */
function withoutDissolved(folded: GameTables, groupIds: ReadonlySet<string>): GameTables {
  const games = folded.games.map((game) => ({
    ...game,
    group_id: game.group_id !== null && groupIds.has(game.group_id) ? game.group_id : null,
  }));
  return { ...folded, games };
}

async function storedRows(db: Db, table: Table, ids: readonly string[]): Promise<Map<string, Row[]>> {
  const columns = sql.join(compared[table].map((column) => sql.ref(`t.${column}`)));
  const isOfRound = table === 'round_players' || table === 'trump_bids';
  const game = sql.ref(isOfRound ? 'r.game_id' : table === 'games' ? 't.id' : 't.game_id');
  const { rows } = await sql<Row & { readonly of: string }>`
    select t.id, ${game} as of, ${columns} from ${sql.table(table)} t
    ${isOfRound ? sql`join rounds r on r.id = t.round_id` : sql``}
    where ${game} = any(${ids}::uuid[])`.execute(db);
  return Map.groupBy(rows, ({ of }) => of);
}

/** Which row of a game it is. */
function placeOf(table: Table, row: Row, { rounds }: GameTables): string {
  const roundId = table === 'rounds' ? row.id : row['round_id'];
  const number = rounds.find(({ id }) => id === roundId)?.round_number ?? row['round_number'] ?? '?';
  const round = roundId === undefined ? '' : `, round ${String(number)}`;
  const seat = row['seat_position'] === undefined ? '' : `, seat ${String(row['seat_position'])}`;
  return table === 'trump_bids' ? `${round}, bid ${row.id}` : round + seat;
}

/** Writes all rows of a game anew. */
async function mend(db: Db, gameId: string, expected: GameTables): Promise<void> {
  const columns = sql.join(compared.games.map((column) => sql.ref(column)));
  await sql`
    update games set (${columns}) = (
      select ${columns} from jsonb_populate_record(null::games, ${JSON.stringify(expected.games[0])}::jsonb)),
      updated_at = now()
    where id = ${gameId}::uuid`.execute(db);
  await replaceGamePlayers(db, gameId, expected.game_players);
  // What belongs to the rounds goes with them.
  await sql`delete from rounds where game_id = ${gameId}::uuid`.execute(db);
  await insertRows(db, 'rounds', ['id', 'game_id', ...compared.rounds], expected.rounds);
  await insertRows(db, 'round_players', ['id', ...compared.round_players], expected.round_players);
  await insertRows(db, 'trump_bids', ['id', ...compared.trump_bids], expected.trump_bids);
}

async function insertRows(
  db: Db,
  table: Table,
  columns: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const record = sql.raw(`null::${table}`);
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(${record}, ${JSON.stringify(rows)}::jsonb)`.execute(db);
}
