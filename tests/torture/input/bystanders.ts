import { randomUUID } from 'node:crypto';
import { openLine } from '../line.ts';
import type { OwnPostgres } from '../postgres.ts';
import type { Crowd } from './crowd.ts';
import type { Known } from './values.ts';

/** People who do nothing while others send nonsense about them. */
export interface Bystanders {
  /** Their codes, ids and names. */
  readonly known: Known;
  /** Every id of theirs. */
  readonly ids: readonly string[];
}

/** Two games, one of them with a guest and over, a group, and a block of four people who go home afterwards. */
export async function gatherBystanders(crowd: Crowd, url: string): Promise<Bystanders> {
  const people = await Promise.all(Array.from({ length: 4 }, () => crowd.person()));
  const lines = await Promise.all(people.map(() => openLine({ url, roll: Math.random })));
  for (const [place, { accessToken }] of people.entries())
    await lines[place]?.ask('auth.resume', { accessToken });
  const ask = (place: number, method: string, params: object) =>
    lines[place]?.ask(method, { ...params, commandId: randomUUID() }) as Promise<never>;
  const { groupId }: { readonly groupId: string } = await ask(0, 'group.create', { name: 'Bystanders' });
  await ask(0, 'group.addMember', { groupId, username: people[1]?.user.username });
  await ask(1, 'group.accept', { groupId });
  await ask(2, 'account.block', { username: people[3]?.user.username });
  const rooms: { readonly code: string; readonly gameId: string }[] = [];
  for (const hasGuest of [true, false]) {
    const { code, gameId }: (typeof rooms)[number] = await ask(0, 'room.create', hasGuest ? { groupId } : {});
    rooms.push({ code, gameId });
    for (const place of hasGuest ? [1, 2] : [1, 2, 3]) await ask(place, 'room.join', { code });
    if (hasGuest) await ask(0, 'room.addGuest', { code, displayName: 'Grandma' });
    await ask(0, 'room.start', { code });
    if (!hasGuest) continue;
    await ask(0, 'auction.record', { code, seat: 0, amount: 6, suit: 'hearts' });
    for (const [seat, amount] of [6, 3, 2, 3].entries()) await ask(0, 'contract.set', { code, seat, amount });
    await ask(0, 'round.record', { code, tricks: [6, 3, 2, 2] });
    await ask(0, 'game.end', { code });
  }
  for (const line of lines) line.cut();
  return {
    known: {
      code: rooms.map(({ code }) => code),
      id: rooms.flatMap(({ code, gameId }) => [code, gameId]),
      groupId: [groupId],
      userId: people.map(({ user }) => user.id),
      username: people.map(({ user }) => user.username),
      displayName: ['Grandma'],
    },
    ids: [groupId, ...people.map(({ user }) => user.id), ...rooms.map(({ gameId }) => gameId)],
  };
}

/** Others may add rows here that name a bystander: questions, invitations and offers to answer, and names. */
const forOthers = ['claims', 'blocks', 'users', 'game_events', 'group_invitations', 'groups'];
/** Nobody owns these rows, or they are news. */
const nobodys = ['notices', 'commands', 'nodes', 'presences'];

/** The rows that name one of these ids, by table, as text. */
export async function rowsAbout(
  postgres: OwnPostgres,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await postgres.query(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const names = tables.map(({ name }) => String(name));
  const equal = `array[${ids.map((id) => `'${id}'`).join(', ')}]`;
  const likes = ids.map((id) => `'%${id}%'`).join(', ');
  const all = new Map<string, readonly string[]>();
  for (const name of names) {
    if (nobodys.includes(name)) continue;
    const rows = await postgres.query(
      // An id in a name is a text that somebody has sent; in JSON it names a bystander.
      `select t::text as row from "${name}" t where exists (
        select from jsonb_each(to_jsonb(t)) c
        where c.value #>> '{}' = any (${equal})
          or jsonb_typeof(c.value) in ('object', 'array') and c.value::text like any (array[${likes}])) order by 1`,
    );
    all.set(
      name,
      rows.map(({ row }) => String(row)),
    );
  }
  return all;
}

/** Rows that are no longer as they were, and rows that others had no right to add. */
export function changedRows(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): string[] {
  return [...before].flatMap(([table, rows]) => {
    const now = new Set(after.get(table));
    const gone = rows.filter((row) => !now.has(row));
    const old = new Set(rows);
    const added = forOthers.includes(table) ? [] : [...now].filter((row) => !old.has(row));
    return [
      ...gone.map((row) => `${table} of a bystander lost ${row.slice(0, 200)}`),
      ...added.map((row) => `${table} of a bystander got ${row.slice(0, 200)}`),
    ];
  });
}
