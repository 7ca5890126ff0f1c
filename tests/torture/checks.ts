import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { openDatabase, type DatabasePlace } from '../../src/storage/database/open.ts';
import { examine } from '../../src/storage/doctor/index.ts';
import { sqlOf, type Db } from '../../src/storage/schema/db.ts';
import { methods, type MethodName } from '../../src/protocol/index.ts';
import type { Witness } from './club.ts';
import type { RoomAtEnd } from './table.ts';
import type { Sent } from './terminal.ts';

/** The counts, and every promise that was broken, in a sentence each. */
export interface Verdict {
  readonly acknowledged: number;
  readonly refused: number;
  readonly games: number;
  readonly broken: readonly string[];
}

/** Compares a database with everything that the people of a club saw. No server may use it meanwhile. */
export async function judge(place: DatabasePlace, witness: Witness): Promise<Verdict> {
  const { orm, close } = await openDatabase(place);
  try {
    return await verdictOf(sqlOf(orm), witness);
  } finally {
    await close();
  }
}

export async function verdictOf(db: Db, witness: Witness): Promise<Verdict> {
  const { sent, revoked } = witness;
  const entries = await entriesOf(db, witness.codes);
  const { games, differences } = await examine(db, { repair: false, progress: () => undefined });
  return {
    acknowledged: sent.filter(({ fate }) => fate.is === 'acknowledged').length,
    refused: sent.filter(({ fate }) => fate.is === 'refused').length,
    games,
    broken: [
      ...sent.flatMap((command) => brokenOf(command, entries)),
      ...(await brokenRooms(db, witness)),
      ...witness.rooms.flatMap(brokenViews),
      ...differences.map(({ table, row, column }) => `the log does not give ${table}.${column} of ${row}`),
      ...(revoked.taken > 0 ? [`${revoked.taken} revoked tokens were taken`] : []),
    ],
  };
}

interface EntryOfCommand {
  readonly seq: number;
  readonly commandId: string;
}

async function rowsOf<T>(db: Db, query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  return (await query.execute(db)).rows;
}

/** The entries of the logs of these rooms, by the command that made them. */
async function entriesOf(db: Db, codes: readonly string[]): Promise<Map<string, EntryOfCommand[]>> {
  const rows = await rowsOf<EntryOfCommand>(
    db,
    sql`
      select e.seq, e.command_id as "commandId" from game_events e join games g on g.id = e.game_id
      where g.room_code = any(${codes}) and e.command_id is not null`,
  );
  return Map.groupBy(rows, ({ commandId }) => commandId);
}

/** An acknowledged change is in the log once, at its version. A refused one is nowhere. */
function brokenOf(command: Sent, entries: Map<string, EntryOfCommand[]>): string[] {
  const { method, commandId, code, fate, contradictions } = command;
  const found = entries.get(commandId) ?? [];
  const name = `${method} ${commandId} in ${code}`;
  const broken = contradictions.map((answers) => `${name} was answered ${answers}`);
  if (methods[method as MethodName].effect !== 'room') return broken;
  if (found.length > 1) broken.push(`${name} is ${found.length} times in the log`);
  if (fate.is === 'refused' && found.length > 0) broken.push(`${name} was refused and is in the log`);
  if (fate.is !== 'acknowledged') return broken;
  const [entry] = found;
  if (!entry) broken.push(`${name} was acknowledged and is not in the log`);
  else if (entry.seq !== fate.version)
    broken.push(`${name} was acknowledged at ${fate.version}, not ${entry.seq}`);
  return broken;
}

/** Every room that was acknowledged is there once, and the entries of its log are numbered without a gap. */
async function brokenRooms(db: Db, { codes }: Witness): Promise<string[]> {
  const rooms = await rowsOf<{ code: string; version: number; entries: number; last: number }>(
    db,
    sql`
      select g.room_code as code, g.version, count(e.seq) as entries, max(e.seq) as last
      from games g left join game_events e on e.game_id = g.id
      where g.room_code = any(${codes}) group by g.id`,
  );
  const byCode = Map.groupBy(rooms, ({ code }) => code);
  return codes.flatMap((code) => {
    const found = byCode.get(code) ?? [];
    const [room] = found;
    if (!room || found.length > 1) return [`room ${code} is there ${found.length} times`];
    const isWhole = room.version === room.entries && room.last === room.entries;
    return isWhole
      ? []
      : [`room ${code} has version ${room.version}, ${room.entries} entries, the last ${room.last}`];
  });
}

/** All members of a room know the same, by the events they heard and by asking. */
function brokenViews({ code, heard, told }: RoomAtEnd): string[] {
  // Presence has no version, and news of it may come later.
  const [first, ...others] = [...heard, ...told].map((state) => ({
    ...state,
    seats: state.seats.map((seat) => seat?.userId),
  }));
  const different = others.filter((other) => !isDeepStrictEqual(other, first)).length;
  return different > 0
    ? [`${different} of ${others.length} views of room ${code} differ from the first`]
    : [];
}
