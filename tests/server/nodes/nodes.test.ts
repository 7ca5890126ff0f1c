import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { seats, type PerSeat } from '../../../src/rules/index.ts';
import { serverTest } from '../../support/server-test.ts';
import { graceSeconds, type Player, type TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { goAway } from '../table/away.ts';
import { expectFolded } from '../tables.ts';

const onServer = serverTest();

/** Four people at a table; seats 1 and 3 are on a second node. */
async function spreadTable(server: TestServer) {
  const twin = await server.twin();
  const table = await sitDown(await fourPlayers(server));
  const [host, one, two, three] = table.players;
  const [second, fourth] = await Promise.all([twin.enter(one), twin.enter(three)]);
  for (const player of [second, fourth]) await player.call('room.join', { code: table.code });
  for (const left of [one, three]) {
    // Once it is fenced, the database knows that its player is only on the second node.
    await left.until(() => left.frames.find((frame) => frame.includes('room.fenced')));
    await left.close();
  }
  const players: PerSeat<Player> = [host, second, two, fourth];
  return { ...table, players, twin };
}

onServer('everybody sees all versions in order, from both nodes', async (server) => {
  const { code, gameId, players } = await spreadTable(server);
  const from = (await players[0].call('room.state', { code })).version;
  await players[1].call('auction.bid', { code, amount: 6, suit: 'hearts' });
  for (const seat of [2, 3, 0] as const) await players[seat].call('auction.pass', { code });
  for (const [seat, amount] of [
    [1, 6],
    [2, 3],
    [3, 2],
    [0, 3],
  ] as const)
    await players[seat].call('contract.set', { code, amount });
  for (let trick = 0; trick < 13; trick += 1)
    await players[seats[trick % 4] ?? 0].call('trick.claim', { code });
  const last = from + 21;
  for (const player of players) {
    const { state } = await player.call('room.state', { code });
    expect(state).toMatchObject({ version: last, status: 'round_complete' });
    const own = player.updates.filter(({ version, event }) => version > from && event.type !== 'presence');
    const versions = own.map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    // A player gets their own changes as answers, not as news.
    const mine = own.length + player.answers.filter((version) => version > from).length;
    expect(mine).toBe(21);
  }
  await expectFolded(server.db, gameId);
});

onServer(
  'if two changes come at the same moment, one wins, and the other gets the new state',
  async (server) => {
    const { code, gameId, players } = await spreadTable(server);
    for (let turn = 0; turn < 10; turn += 1) {
      const { version } = (await players[0].call('room.state', { code })).state;
      await players[1].call('room.state', { code });
      const outcomes = await Promise.allSettled(
        [players[0], players[1]].map((player) =>
          player.call('auction.pass', { code, seat: 1, version, commandId: randomUUID() }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toMatchObject({
        reason: 'version_conflict',
        data: { version: version + 1, state: { version: version + 1 } },
      });
      await players[2].updated((update) => update.version === version + 1);
      await players[3].updated((update) => update.version === version + 1);
      await players[0].call('log.undo', { code });
      await players[3].updated((update) => update.version === version + 2);
    }
    await expectFolded(server.db, gameId);
  },
);

onServer('a command that is sent again to another node happens once', async (server) => {
  const { code, players } = await spreadTable(server);
  const commandId = randomUUID();
  const first = await players[1].call('auction.pass', { code, commandId });
  const again = await server.enter(players[1]);
  const second = await again.call('auction.pass', { code, commandId });
  expect(second.version).toBe(first.version);
  expect(second.state.round).toEqual(first.state.round);
});

onServer('a node that has missed news reads them from the log, in order', async (server) => {
  const { code, players } = await spreadTable(server);
  server.deafen(true);
  const { version } = await players[1].call('auction.pass', { code });
  await players[3].updated((update) => update.version === version);
  expect(players[0].updates.some((update) => update.version === version)).toBe(false);
  // Before the next change, the node reads the missing entry.
  await players[2].call('auction.pass', { code });
  await players[0].updated((update) => update.version === version + 1);
  const heard = players[0].updates.map((update) => update.version).filter((one) => one >= version);
  expect(heard).toEqual([version, version + 1]);
  // If nobody acts on this node, its regular query finds the entry.
  await players[3].call('auction.pass', { code });
  await server.pulse();
  await players[0].updated((update) => update.version === version + 2);
  server.deafen(false);
});

onServer('a node that counted as dead reports its players again', async (server) => {
  const { code, players, twin } = await spreadTable(server);
  await sql`update nodes set seen_at = now() - interval '1 minute'`.execute(server.db);
  await server.pulse();
  await players[0].updated(
    ({ event }) =>
      event.type === 'presence' &&
      event.actorId === players[1].user.id &&
      event.payload['connected'] === false,
  );
  await twin.pulse();
  await twin.pulse();
  await server.pulse();
  const { state } = await players[0].call('room.state', { code });
  expect(state.seats[1]).toMatchObject({ connected: true });
});

onServer(
  'a player who goes away on one node is away on the other too, since the same moment',
  async (server) => {
    const table = await spreadTable(server);
    const { code, players } = table;
    await goAway(table, players[1], players[0]);
    await players[3].updated(
      ({ event }) => event.type === 'presence' && event.payload['connected'] === false,
    );
    const here = (await players[0].call('room.state', { code })).state.seats[1];
    const there = (await players[3].call('room.state', { code })).state.seats[1];
    expect(here).toMatchObject({ connected: false, awaySince: expect.any(String) });
    expect(there).toEqual(here);
    expect(await players[3].refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    server.elapse(graceSeconds);
    await players[3].call('auction.pass', { code, seat: 1 });
    const back = await server.enter(players[1]);
    await back.call('room.join', { code });
    await players[3].updated(({ event }) => event.type === 'presence' && event.payload['connected'] === true);
    expect(await players[3].refused('auction.pass', { code, seat: 2 })).toBe('not_your_seat');
  },
);

onServer('a terminal that joins on one node fences the one on the other', async (server) => {
  const { code, players } = await spreadTable(server);
  const second = await server.enter(players[1]);
  await second.call('room.join', { code });
  await players[1].until(() => players[1].frames.find((frame) => frame.includes('room.fenced')));
  expect(await players[1].refused('auction.pass', { code })).toBe('fenced');
  await players[1].close();
  await second.call('auction.pass', { code });
  const { state } = await players[0].call('room.state', { code });
  expect(state.seats[1]).toMatchObject({ connected: true, awaySince: null });
});
