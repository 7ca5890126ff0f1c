import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RoomEvent } from '../../src/protocol/index.ts';
import type { GameStatus } from '../../src/rules/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { comeBack, fourPlayers, sitDown } from '../support/table.ts';
import { expectFolded } from './tables.ts';

type Step = readonly [method: string, params?: object];

/** What the table says next, in each status there is. */
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

describe.each(testDatabases)('a restart on $name', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database);
  });
  afterAll(() => server.stop());

  test.each(steps)(
    'in %s: who comes back is told what was missed, and the game goes on',
    async (at, missed, next) => {
      const { code, gameId, players } = await sitDown(await fourPlayers(server), { at });
      const { version: since } = await players[3].call('room.state', { code });
      await players[3].close();
      for (const [method, params] of missed) {
        const seats =
          method === 'room.seats' ? { seats: players.map(({ user }) => user.id).toReversed() } : {};
        await players[0].ask(method, { code, ...params, ...seats });
      }
      const { state: before } = await players[0].call('room.state', { code });
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

      for (const player of back) await player.call('room.state', { code });
      const [method, params] = next;
      const host = back[0];
      const { version } = (await host.ask(method, { code, ...params })) as { version: number };
      expect(version).toBe(state.version + 1);
      await Promise.all(
        back.slice(1).map((player) => player.updated((update) => update.version === version)),
      );
      await expectFolded(server.db, gameId);
      await Promise.all(back.map((player) => player.close()));
    },
  );

  test('what was asked before a stop is answered before the socket is closed', async () => {
    const { code, players } = await sitDown(await fourPlayers(server), { at: 'playing' });
    const answers = Array.from({ length: 12 }, () => players[1].call('trick.claim', { code }));
    // They came in together, so that all of them have been taken once one is answered.
    const first = await Promise.race(answers);
    await server.restart();
    const versions = (await Promise.all(answers)).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, i) => first.version + i));
    const [host] = await comeBack(server, players);
    expect((await host.call('room.state', { code })).version).toBe(versions.at(-1));
  });
});
