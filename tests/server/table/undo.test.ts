import { expect } from 'vitest';
import type { Stated } from '../../support/wire.ts';
import type { Seat } from '../../../src/rules/index.ts';
import { serverTest } from '../../support/server-test.ts';
import { fourPlayers, sitDown, type Table } from '../../support/table.ts';
import { expectStatistics } from '../lifetime.ts';
import { expectFolded, sheet } from '../tables.ts';

type Step = readonly [by: Seat, method: string, params?: object];

const pass = (by: Seat): Step => [by, 'auction.pass'];
const contract = (by: Seat, amount: number): Step => [by, 'contract.set', { amount }];
const trick = (by: Seat): Step => [by, 'trick.claim'];

/** Two rounds through every phase: an exchange, a deal that is thrown in, bids, and single tricks. */
const wholeGame: readonly Step[] = [
  [0, 'room.start'],
  pass(1),
  pass(2),
  pass(3),
  pass(0),
  [2, 'frisch.done'],
  pass(1),
  pass(2),
  pass(3),
  pass(0), // thrown in
  pass(1),
  [2, 'auction.bid', { amount: 5, suit: 'clubs' }],
  pass(3),
  [0, 'auction.bid', { amount: 5, suit: 'hearts' }],
  pass(1),
  pass(2),
  pass(3),
  contract(0, 5),
  contract(1, 3),
  contract(2, 0),
  contract(3, 4),
  trick(0),
  trick(1),
  [3, 'round.record', { tricks: [5, 3, 0, 5] }],
  [1, 'round.next'],
  [0, 'auction.record', { seat: 1, amount: 8, suit: 'spades' }],
  contract(1, 8),
  contract(2, 3),
  contract(3, 2),
  contract(0, 1),
  trick(0),
  trick(3),
  ...Array.from({ length: 8 }, () => trick(1)),
  ...Array.from({ length: 3 }, () => trick(2)),
];

const onServer = serverTest();

const take = ({ code, players }: Table, [by, method, params]: Step) =>
  players[by].ask(method, { code, ...params }) as Promise<Stated<'log.undo'>>;

onServer(
  'every action of a game can be taken back, one after the other, and then repeated',
  async (server) => {
    const table = await sitDown(await fourPlayers(server), {
      at: 'waiting',
      rules: { frischMax: 1 },
      length: { rounds: 2 },
    });
    const states = [await table.state()];
    for (const step of wholeGame) states.push((await take(table, step)).state);
    expect(states.at(-1)).toMatchObject({ status: 'finished', totals: [46, 93, 69, -20], winners: [1] });
    await expectStatistics(server.db, table);

    for (const before of states.slice(0, -1).toReversed()) {
      const { state } = await table.players[0].call('log.undo', { code: table.code });
      expect(sheet(state)).toEqual(sheet(before));
      await expectFolded(server.db, table.gameId);
      if (before === states.at(-2)) await expectStatistics(server.db, table);
    }
    expect(await table.players[0].refused('log.undo', { code: table.code })).toBe('nothing_to_undo');

    for (const [i, step] of wholeGame.entries()) {
      const { state } = await take(table, step);
      expect(sheet(state)).toEqual(sheet(states[i + 1] ?? state));
    }
    await expectStatistics(server.db, table);
  },
);

onServer('everybody at the table may undo; once the game is over only the host may', async (server) => {
  const table = await sitDown(await fourPlayers(server), { at: 'finished' });
  const { code, players } = table;
  for (const player of players.slice(1)) {
    expect(await player.refused('log.undo', { code })).toBe('not_host');
  }
  const { state } = await players[0].call('log.undo', { code });
  expect(state).toMatchObject({ status: 'round_complete', winners: null });
  await expectStatistics(server.db, table);
  expect((await players[3].call('log.undo', { code })).state.status).toBe('playing');
});

onServer('an undo changes neither the seats nor the host', async (server) => {
  const table = await sitDown(await fourPlayers(server), { at: 'playing' });
  const { code, players } = table;
  await players[0].call('room.transferHost', { code, userId: players[2].user.id });
  await players[1].call('log.undo', { code });
  const { state } = await players[1].call('log.undo', { code });
  expect(state).toMatchObject({ status: 'bidding_contract', hostId: players[2].user.id });
});

onServer(
  'after an undo of the end, the game goes on in the middle of its round, with its auction',
  async (server) => {
    const table = await sitDown(await fourPlayers(server));
    const { code, gameId, players } = table;
    await players[1].call('auction.bid', { code, amount: 5, suit: 'clubs' });
    await players[2].call('auction.bid', { code, amount: 5, suit: 'spades' });
    const { state } = await players[0].call('game.end', { code });
    expect(state).toMatchObject({ status: 'finished', rounds: [], winners: null });
    await expectStatistics(server.db, table);
    await players[0].call('log.undo', { code });
    await players[3].call('auction.bid', { code, amount: 6, suit: 'clubs' });
    await expectFolded(server.db, gameId);
  },
);

onServer('everybody gets the news of an undo, with the state after it', async (server) => {
  const table = await sitDown(await fourPlayers(server), { at: 'frisch' });
  const { code, players } = table;
  const { version, state } = await players[0].call('log.undo', { code });
  const update = await players[3].updated((update) => update.version === version);
  expect(update).toEqual({ code, version, event: expect.objectContaining({ type: 'log.undo' }), state });
});
