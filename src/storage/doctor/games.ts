import { sql } from 'kysely';
import { entryOf, type EventRow } from '../log/rooms.ts';
import { differences, type Difference } from './differences.ts';
import { foldTables, type Broken, type GameTables } from '../projection/fold.ts';
import { derived, rewriteGame } from '../projection/rewrite.ts';
import type { Db } from '../schema/db.ts';

type Table = keyof GameTables;
const tables = Object.keys(derived) as Table[];
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
      return differences(table, name(table), rows, derived[table]);
    });
    if (differing.length > 0) await rewriteGame(db, id, expected);
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
  const columns = sql.join(derived[table].map((column) => sql.ref(`t.${column}`)));
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
