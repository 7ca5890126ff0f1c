import { expect } from 'vitest';
import type { RoomEvent } from '../../../src/protocol/index.ts';
import type { GameStatus } from '../../../src/rules/index.ts';
import { serverTest } from '../../support/server-test.ts';
import { comeBack, fourPlayers, sitDown, type Table } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';

type Step = readonly [method: string, params?: object];

/** For each status: the steps that a player misses, and the next step of the table. */
const steps: readonly (readonly [at: GameStatus, missed: readonly Step[], next: Step])[] = [
  ['waiting', [['room.seats', {}], ['room.start']], ['auction.pass', { seat: 1 }]],
  [
    'bidding_trump',
    [
      ['auction.bid', { seat: 1, amount: 5, suit: 'hearts' }],
      ['auction.pass', { seat: 2 }],
    ],
    ['auction.bid', { seat: 3, amount: 5, suit: 'spades' }],
  ],
  ['frisch', [['frisch.done']], ['auction.bid', { seat: 1, amount: 6, suit: 'clubs' }]],
  [
    'bidding_contract',
    [
      ['contract.set', { seat: 1, amount: 6 }],
      ['contract.set', { seat: 2, amount: 0 }],
    ],
    ['contract.set', { seat: 3, amount: 0 }],
  ],
  [
    'playing',
    [
      ['trick.claim', { seat: 0 }],
      ['trick.claim', { seat: 0 }],
      ['trick.claim', { seat: 2 }],
    ],
    ['trick.claim', { seat: 1 }],
  ],
  ['round_complete', [['round.correct', { round: 1, tricks: [3, 6, 3, 1] }]], ['round.next']],
  ['finished', [['log.undo'], ['round.next']], ['auction.pass', { seat: 2 }]],
];

const onServer = serverTest();

for (const [at, missed, next] of steps)
  onServer(
    `after a restart in ${at} players get the events they missed, and the game goes on`,
    async (server) => {
      const table = await sitDown(await fourPlayers(server), { at });
      const { code, gameId, players } = table;
      const { version: since } = await players[3].call('room.state', { code });
      await players[3].close();
      for (const [method, params] of missed) {
        const seats =
          method === 'room.seats' ? { seats: players.map(({ user }) => user.id).toReversed() } : {};
        await players[0].ask(method, { code, ...params, ...seats });
      }
      const before = await table.state();
      const { events: told } = await players[0].call('room.state', { code, since });

      await server.restart();
      expect(await Promise.all(players.slice(0, 3).map(({ closed }) => closed))).toEqual([1001, 1001, 1001]);
      const back = await comeBack(server, players);
      const { state, events } = await back[3].call('room.state', { code, since });
      expect({ ...state, seats: [] }).toEqual({ ...before, seats: [] });
      expect(events?.map(({ type, version }: RoomEvent) => [version, type])).toEqual(
        missed.map(([method], i) => [since + 1 + i, method]),
      );
      expect(events).toEqual(told);
      expect(state.seats.map((seat) => seat?.connected)).toEqual(
        state.seats.map((seat) => seat?.userId === back[3].user.id),
      );

      await goOn({ ...table, players: back }, next, state.version + 1);
      await expectFolded(server.db, gameId);
      await Promise.all(back.map((player) => player.close()));
    },
  );

/** The host takes the next step, and everybody gets the news. */
async function goOn({ code, players }: Table, [method, params]: Step, version: number): Promise<void> {
  for (const player of players) await player.call('room.state', { code });
  const [host, ...others] = players;
  expect(await host.ask(method, { code, ...params })).toMatchObject({ version });
  await Promise.all(others.map((player) => player.updated((update) => update.version === version)));
}

onServer('a server that stops answers every request before it closes the socket', async (server) => {
  const { code, players } = await sitDown(await fourPlayers(server), { at: 'playing' });
  const answers = Array.from({ length: 12 }, () => players[1].call('trick.claim', { code }));
  // They were sent together, so after the first answer the server has all of them.
  const first = await Promise.race(answers);
  await server.restart();
  const versions = (await Promise.all(answers)).map(({ version }) => version);
  expect(versions).toEqual(versions.map((_, i) => first.version + i));
  const [host] = await comeBack(server, players);
  expect((await host.call('room.state', { code })).version).toBe(versions.at(-1));
});
