import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createConnection, type Connection } from '../../src/client/index.ts';
import type { Session } from '../../src/protocol/index.ts';
import { startHost, type Host } from './host.ts';
import { createLine } from './line.ts';
import { accepted, newcomer } from './people.ts';

let host: Host;
const closers: (() => unknown)[] = [];
/** A line that can be cut, the connection of a player over it, and another connection of the same player. */
let line: Awaited<ReturnType<typeof createLine>>;
let connection: Connection;
let other: Connection;
let session: Session;
beforeAll(async () => {
  host = await startHost();
});
beforeEach(async () => {
  line = await createLine(host.port);
  const dana = newcomer('Dana');
  const enter = async (url: string) => {
    const entered = createConnection({ url, authenticate: dana.authenticate });
    closers.push(entered.close);
    expect(await entered.first).toHaveProperty('user');
    return entered;
  };
  closers.push(line.close);
  connection = await enter(line.url);
  other = await enter(host.url);
  session = dana.session();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => host.close());

/** Makes a call, and cuts the line when its request has arrived and before its answer comes back. */
async function losingTheAnswer<T>(call: () => Promise<T>, hasArrived: () => Promise<boolean>): Promise<T> {
  line.deafen(true);
  const answer = call();
  while (!(await hasArrived()));
  line.deafen(false);
  line.cut();
  return answer;
}

test.each([
  ['of the caller', { commandId: randomUUID() }],
  ['made by the client', {}],
])('a change whose answer is lost happens once, with a command id %s', async (_, command) => {
  const { code } = accepted(await connection.call('room.create', {}));
  const lost = await losingTheAnswer(
    () => connection.call('room.addGuest', { code, displayName: 'Guest', ...command }),
    async () => accepted(await other.call('room.watch', { code })).state.seats[1] !== null,
  );
  const { state } = accepted(lost);
  expect(state?.seats.map((player) => player?.displayName ?? null)).toEqual(['Dana', 'Guest', null, null]);
});

test('a group whose answer is lost is founded once', async () => {
  const groups = async () => accepted(await other.call('group.list', {})).groups;
  const lost = await losingTheAnswer(
    () => connection.call('group.create', { name: 'Friday' }),
    async () => (await groups()).length > 0,
  );
  expect(await groups()).toEqual([accepted(lost)]);
});

test('a call that spends a token is not sent again', async () => {
  const { refreshToken } = session;
  const lost = await losingTheAnswer(
    () => connection.call('auth.refresh', { refreshToken }),
    async () => 'refused' in (await other.call('auth.refresh', { refreshToken: 'worthless' })),
  );
  expect(lost).toMatchObject({ refused: { reason: 'try_again' } });
});
