import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import { testDatabases } from '../../support/database.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { comeBack, fourPlayers, newTable, sitDown } from '../../support/table.ts';

const onServer = serverTest({ databases: testDatabases });

async function logOf(server: TestServer, gameId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select seq, type, payload, command_id from game_events where game_id = ${gameId}::uuid order by seq`.execute(
    server.db,
  );
  return rows;
}

/** An answer without the presence of the players. */
function withoutPresence<T extends object>(answer: T): T {
  return JSON.parse(JSON.stringify(answer), (key: string, value: unknown) =>
    key === 'connected' || key === 'awaySince' ? undefined : value,
  ) as T;
}

onServer('an answer carries the event that the others get', async (server) => {
  const { code, players } = await newTable(server);
  const [, bidder, next] = players;
  const { version, event, state } = await bidder.call('auction.bid', { code, amount: 6, suit: 'hearts' });
  expect(event).toMatchObject({ type: 'auction.bid', version, payload: { amount: 6, suit: 'hearts' } });
  const { code: _, ...told } = await next.updated((update) => update.version === version);
  expect(told).toEqual({ version, event, state });
  // If a player is there already, joining changes nothing.
  expect(await next.call('room.join', { code })).not.toHaveProperty('event');
});

onServer('a command that is sent again gets the first answer, and changes nothing', async (server) => {
  const { code, gameId, players } = await newTable(server);
  const [, bidder, next] = players;
  const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
  const first = await bidder.call('auction.bid', bid);
  const log = await logOf(server, gameId);
  expect(await bidder.call('auction.bid', bid)).toEqual(first);
  expect(await logOf(server, gameId)).toEqual(log);

  // This holds after other changes too, and for any version of the table.
  await next.call('auction.bid', { code, amount: 7, suit: 'clubs' });
  await next.call('log.undo', { code });
  await next.call('auction.pass', { code });
  const later = await logOf(server, gameId);
  expect(await bidder.call('auction.bid', bid)).toEqual(first);
  expect(await bidder.call('auction.bid', { ...bid, version: first.version - 1 })).toEqual(first);
  expect(await logOf(server, gameId)).toEqual(later);
});

onServer('the same holds after a restart and from another terminal', async (server) => {
  const { code, gameId, players } = await newTable(server);
  const [, bidder, next] = players;
  const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
  const first = await bidder.call('auction.bid', bid);
  await next.call('auction.pass', { code });
  const log = await logOf(server, gameId);

  const second = await server.enter(bidder);
  expect(withoutPresence(await second.call('auction.bid', bid))).toEqual(withoutPresence(first));
  await second.close();
  await server.restart();
  const [, back] = await comeBack(server, players);
  expect(withoutPresence(await back.call('auction.bid', bid))).toEqual(withoutPresence(first));
  expect(await logOf(server, gameId)).toEqual(log);
});

onServer('a leave that is sent again is answered, although the player has left', async (server) => {
  const { code, players } = await newTable(server, { at: 'waiting' });
  const leave = { code, commandId: uuid() };
  const first = await players[3].call('room.leave', leave);
  expect(first.state.seats[3]).toBeNull();
  expect(await players[3].call('room.leave', leave)).toEqual(first);
  expect(await players[3].refused('room.leave', { code, commandId: uuid() })).toBe('not_in_room');
});

onServer('a refused command may be sent again when it has become possible', async (server) => {
  const { code, players } = await newTable(server);
  const commandId = uuid();
  expect(await players[2].refused('auction.pass', { code, commandId })).toBe('not_your_turn');
  await players[1].call('auction.pass', { code });
  const { state } = await players[2].call('auction.pass', { code, commandId });
  expect(state.round?.turn).toBe(3);
});

onServer('the server does not mix up commands of two players with one id', async (server) => {
  const { code, gameId, players } = await newTable(server);
  const commandId = uuid();
  await players[1].call('auction.pass', { code, commandId });
  const log = await logOf(server, gameId);
  expect(await players[2].refused('auction.pass', { code, commandId })).toBe('invalid_params');
  await server.restart();
  const [, , back] = await comeBack(server, players);
  expect(await back.refused('auction.pass', { code, commandId })).toBe('invalid_params');
  expect(await logOf(server, gameId)).toEqual(log);
});

onServer('the same command many times at once is one change', async (server) => {
  const { code, players } = await newTable(server);
  const first = players[1];
  const second = await server.enter(first);
  const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? first : second).call('auction.bid', bid)),
  );
  expect(new Set(answers.map(({ version }) => version)).size).toBe(1);
  expect(answers[0]?.state.round?.bids).toHaveLength(1);
});

onServer('a room is opened once by one command', async (server) => {
  const [host, other] = await fourPlayers(server);
  const create = { commandId: uuid(), length: { rounds: 3 } };
  const first = await host.call('room.create', create);
  expect(first.state).toMatchObject({ code: first.code, version: 1, length: { rounds: 3 } });
  await other.call('room.join', { code: first.code });
  const [again, twin] = await Promise.all([
    host.call('room.create', create),
    host.call('room.create', create),
  ]);
  expect(again).toEqual(first);
  expect(twin).toEqual(first);

  await server.restart();
  const [hostAgain, stranger] = [await server.enter(host), await server.enter(other)];
  expect(withoutPresence(await hostAgain.call('room.create', create))).toEqual(withoutPresence(first));
  // The same id from another player opens another room.
  const theirs = await stranger.call('room.create', create);
  expect(theirs.gameId).not.toBe(first.gameId);
  expect(theirs.hostId).toBe(other.user.id);
});

onServer('two rooms may have a command with the same id', async (server) => {
  const four = await fourPlayers(server);
  const [one, other] = [await sitDown(four), await sitDown(four)];
  const commandId = uuid();
  const [a, b] = await Promise.all([
    four[1].call('auction.pass', { code: one.code, commandId }),
    four[1].call('auction.pass', { code: other.code, commandId }),
  ]);
  expect([a.state.code, b.state.code]).toEqual([one.code, other.code]);
});
