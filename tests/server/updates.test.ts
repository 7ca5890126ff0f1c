import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { foldEvent, type RoomEvent, type RoomState } from '../../src/protocol/index.ts';
import { tables } from '../rules/random.ts';
import { serverTest } from '../support/server-test.ts';
import type { Player, TestServer } from '../support/server.ts';
import { fourPlayers, newTable, sitDown } from '../support/table.ts';
import type { Wire } from '../support/wire.ts';
import { play } from './random/play.ts';

const onServer = serverTest();

/** A change as a terminal gets it that asked for events. */
interface Told {
  readonly version: number;
  readonly event: RoomEvent;
  readonly state?: RoomState;
}

/** A new person who watches a room and asks for events. */
async function follower(server: TestServer, code: string) {
  const wire = await server.enter(await server.person('Follower'));
  const { state } = await wire.call('room.watch', { code, updates: 'events' });
  return { wire, state };
}

/** The updates of a terminal once it has this version. */
async function updatesUpTo({ updated, updates }: Wire, version: number): Promise<readonly Told[]> {
  await updated((update) => update.version === version);
  return updates;
}

const plans = fc.sample(tables(120), { numRuns: 6, seed: 20_261_127 });

onServer(
  'random games are the same for terminals that get states and for those that fold events',
  async (server) => {
    const players = await fourPlayers(server);
    for (const plan of plans) {
      const table = await sitDown(players, {
        at: 'waiting',
        rules: plan.rules as object,
        length: plan.length,
        startingScores: plan.starting,
      });
      const stated = await server.enter(await server.person('Watcher'));
      await stated.call('room.watch', { code: table.code });
      const { wire, state: first } = await follower(server, table.code);
      const { final } = await play(table, plan);
      const told = await updatesUpTo(wire, final.version);
      const states = (await updatesUpTo(stated, final.version)).filter(
        ({ version }) => version > first.version,
      );
      let state = first;
      const folded = told.map(({ event }) => (state = foldEvent(state, event) ?? state));
      expect(folded).toEqual(states.map((update) => update.state));
      expect(told.every((update) => update.state === undefined)).toBe(true);
      expect(state).toEqual(final);
    }
  },
);

onServer('the people at a table are the same for both, whatever happens to them', async (server) => {
  const [host, second, third, fourth] = await fourPlayers(server);
  const stranger = await server.enter(await server.person('Orly'));
  const { code } = await host.call('room.create', {});
  const stated = await server.enter(await server.person('Watcher'));
  await stated.call('room.watch', { code });
  const { wire, state: first } = await follower(server, code);
  await second.call('room.join', { code, seat: 2 });
  await second.call('room.join', { code, seat: 3 });
  await third.call('room.join', { code });
  await third.call('room.leave', { code });
  await third.call('room.join', { code });
  await host.call('room.addGuest', { code, displayName: 'Gil' });
  const { seats } = await host.call('room.state', { code }).then(({ state }) => state);
  const order = seats.map((player) => player?.userId ?? null);
  await host.call('room.seats', { code, seats: order.toReversed() });
  await host.call('room.start', { code });
  await host.call('auction.record', { code, seat: 0, amount: 5, suit: 'clubs' });
  await host.call('room.transferHost', { code, userId: second.user.id });
  await second.call('room.substitute', { code, seat: 1, username: stranger.user.username });
  await second.call('room.substitute', { code, seat: 2, displayName: 'Uri' });
  await stranger.call('room.join', { code });
  const { claimId } = await fourth.call('claim.guest', { id: code, displayName: 'Uri' });
  await second.call('claim.approve', { claimId });
  await stranger.close();
  await fourth.call('room.join', { code });
  await second.call('room.leave', { code });
  const { version } = await fourth.call('game.end', { code });
  const told = await updatesUpTo(wire, version);
  const states = await updatesUpTo(stated, version);
  const later = states.slice(-told.length);
  let state = first;
  expect(told.map(({ event }) => (state = foldEvent(state, event) ?? state))).toEqual(
    later.map((update) => update.state),
  );
  expect(new Set(told.map(({ event }) => event.type)).size).toBeGreaterThan(10);
});

onServer('after an answer without a state, the next request answers as it was asked for', async (server) => {
  const { code, players } = await newTable(server);
  await players[1].call('room.state', { code, updates: 'events' });
  const changed = await players[1].ask('auction.bid', { code, amount: 5, suit: 'clubs' });
  expect(changed).toEqual({ version: 6, event: expect.objectContaining({ type: 'auction.bid' }) });
  const refused = await players[1].ask('auction.pass', { code, version: 2 }).catch((error) => error.data);
  expect(refused).toEqual({ reason: 'version_conflict', version: 6 });
  await players[1].call('room.state', { code });
  const told = await players[0].ask('auction.pass', { code, seat: 2 });
  expect(told).toMatchObject({ version: 7, state: { version: 7 } });
  const update = await players[1].updated((one) => one.version === 7);
  expect(update.state).toMatchObject({ version: 7 });
});

onServer(
  'a change that is sent again after a restart is answered with an event that folds',
  async (server) => {
    const { code, players } = await newTable(server, { at: 'round_complete' });
    const [host] = players;
    const { state } = await host.call('room.state', { code });
    const undo = { code, commandId: randomUUID() };
    const { state: after } = await host.call('log.undo', undo);
    await server.restart();
    const later = await server.enter(host);
    await later.call('room.state', { code, updates: 'events' });
    const answer = await later.call('log.undo', undo);
    if (!answer.event) throw new Error('the answer has an event');
    const { seats, ...folded } = foldEvent(state, answer.event) ?? state;
    expect(folded).toEqual(
      expect.objectContaining({ rounds: after.rounds, round: after.round, status: 'playing' }),
    );
    expect(seats.map((seat) => seat?.userId)).toEqual(players.map(({ user }) => user.id));
  },
);

onServer('an action is told in less than 500 bytes, however long the game is', async (server) => {
  const { code, players } = await newTable(server, { at: 'round_complete' });
  const [host, guest] = players;
  await guest.call('room.state', { code, updates: 'events' });
  for (let round = 0; round < 12; round += 1) {
    await host.call('round.next', { code });
    await host.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
    for (const [i, amount] of [6, 3, 2, 3].entries())
      await host.ask('contract.set', { code, seat: (1 + i) % 4, amount });
    await host.call('round.record', { code, tricks: [3, 6, 3, 1] });
  }
  const { version } = await host.call('log.undo', { code });
  await guest.updated((update) => update.version === version);
  const sizes = guest.frames.filter((frame) => frame.includes('"room.updated"')).map((frame) => frame.length);
  const [undo = 0, ...actions] = sizes.toReversed();
  expect(Math.max(...actions.slice(0, 12 * 7))).toBeLessThan(500);
  expect(undo).toBeLessThan(1500);
});

onServer('a terminal that loses events finds the gap, and asks for the state', async (server) => {
  const [plan] = plans;
  if (!plan) throw new Error('there are plans');
  const table = await newTable(server, { at: 'waiting', rules: plan.rules as object });
  const { wire, state: first } = await follower(server, table.code);
  const { final } = await play(table, plan);
  const told = await updatesUpTo(wire, final.version);
  let state = first;
  let gaps = 0;
  for (const [i, { event }] of told.entries()) {
    if (i % 5 === 2) continue;
    const next = foldEvent(state, event);
    gaps += next ? 0 : 1;
    state = next ?? (await stateAt(table.players[0], table.code, event.version));
  }
  expect(gaps).toBeGreaterThan(10);
  expect(state.version).toBe(final.version);
  expect(state).toEqual(final);
});

/** The state that the log had at this version, with the people of today. */
async function stateAt(player: Player, code: string, version: number): Promise<RoomState> {
  const { steps } = await player.call('game.log', { id: code, after: version - 1, limit: 1 });
  const now = await player.call('room.state', { code });
  const [step] = steps;
  if (!step) throw new Error(`there is no version ${version}`);
  return { ...step.state, seats: now.state.seats, graceSeconds: now.state.graceSeconds };
}
