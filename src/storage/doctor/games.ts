import { sql } from 'kysely';
import { readLogs } from '../log/entries.ts';
import { project, type Broken } from '../projection/project.ts';
import { decidedOnce, type GameRows } from '../projection/rows.ts';
import { rewriteGame } from '../projection/save.ts';
import type { Db } from '../schema/db.ts';
import { differences, type Difference } from './differences.ts';

type Table = keyof GameRows;
/** A row of any of these tables. */
type AnyRow = Readonly<Record<string, unknown>> & { readonly id: string };

const tables: readonly Table[] = ['games', 'game_players', 'rounds', 'round_players', 'trump_bids'];

/** Compares the tables of these games with the projection of their logs, and repairs them. */
export async function examineGames(db: Db, ids: readonly string[]): Promise<Difference[]> {
  const logs = await readLogs(db, ids);
  const groups = await db.selectFrom('groups').select('id').execute();
  const groupIds = new Set(groups.map(({ id }) => id));
  const stored = new Map<Table, Map<string, AnyRow[]>>();
  for (const table of tables) stored.set(table, await storedRows(db, table, ids));

  const found: Difference[] = [];
  for (const id of ids) {
    const projected = project(id, logs.get(id) ?? []);
    if ('broken' in projected) {
      found.push(brokenLog(id, projected.broken));
      continue;
    }
    const expected = withoutDissolved(projected.ok, groupIds);
    const differing = tables.flatMap((table) =>
      differences<AnyRow>({
        table,
        nameOf: (row) => `game ${id}${placeOf(table, row, expected)}`,
        stored: stored.get(table)?.get(id) ?? [],
        expected: expected[table].map((row) => ({ ...row })),
        ignored: decidedOnce[table] ?? [],
      }),
    );
    if (differing.length > 0) await rewriteGame(db, expected);
    found.push(...differing);
  }
  return found;
}

function brokenLog(gameId: string, { seq, type, reason }: Broken): Difference {
  return {
    table: 'game_events',
    row: `game ${gameId}, entry ${seq}`,
    column: 'type',
    stored: type,
    expected: `an entry that the rules allow: ${reason}`,
  };
}

/** The rows without groups that are deleted: their games have no group now. */
function withoutDissolved(rows: GameRows, groupIds: ReadonlySet<string>): GameRows {
  const games = rows.games.map((game) => ({
    ...game,
    group_id: game.group_id !== null && groupIds.has(game.group_id) ? game.group_id : null,
  }));
  return { ...rows, games };
}

/** The rows of these games in a table, by game. */
async function storedRows(db: Db, table: Table, ids: readonly string[]): Promise<Map<string, AnyRow[]>> {
  const isOfRound = table === 'round_players' || table === 'trump_bids';
  const game = sql.ref(isOfRound ? 'r.game_id' : table === 'games' ? 't.id' : 't.game_id');
  const { rows } = await sql<AnyRow & { readonly of: string }>`
    select t.*, ${game} as of from ${sql.table(table)} t
    ${isOfRound ? sql`join rounds r on r.id = t.round_id` : sql``}
    where ${game} = any(${ids}::uuid[])`.execute(db);
  return Map.groupBy(rows, ({ of }) => of);
}

/** Which row of a game it is. */
function placeOf(table: Table, row: AnyRow, { rounds }: GameRows): string {
  const roundId = table === 'rounds' ? row.id : row['round_id'];
  const number = rounds.find(({ id }) => id === roundId)?.round_number ?? row['round_number'] ?? '?';
  const round = roundId === undefined ? '' : `, round ${String(number)}`;
  const seat = row['seat_position'] === undefined ? '' : `, seat ${String(row['seat_position'])}`;
  return table === 'trump_bids' ? `${round}, bid ${row.id}` : round + seat;
}
