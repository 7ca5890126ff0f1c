import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { RoomState } from '../../../src/protocol/index.ts';
import type { PerSeat } from '../../../src/rules/index.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';
import { startRedis } from '../../support/redis.ts';
import { startServer, type Player } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { expectFolded } from '../tables.ts';

const { canStartRedis } = inject('templates');

/** The next action of a table that plays round after round. */
function nextAction({ status, round }: RoomState): { seat: 0 | 1 | 2 | 3; method: string; params: object } {
  const seat = round?.turn ?? 0;
  switch (status) {
    case 'bidding_trump':
      return round?.highestBid
        ? { seat, method: 'auction.pass', params: {} }
        : { seat, method: 'auction.bid', params: { amount: 5, suit: 'hearts' } };
    case 'bidding_contract':
      return { seat, method: 'contract.set', params: { amount: round?.trump?.seat === seat ? 5 : 2 } };
    case 'playing': {
      const claimed = round?.tricks.reduce((sum, tricks) => sum + tricks, 0) ?? 0;
      return { seat: (claimed % 4) as 0, method: 'trick.claim', params: {} };
    }
    default:
      return { seat: 0, method: 'round.next', params: {} };
  }
}

test.runIf(canStartRedis && hasPostgres)(
  'four players on two nodes play on while Redis is flushed, frozen and killed',
  async () => {
    const redis = await startRedis();
    onTestFinished(redis.close);
    const server = await startServer(testPostgres, { redisUrl: redis.url });
    onTestFinished(() => server.stop());
    const twin = await server.twin();
    const table = await sitDown(await fourPlayers(server));
    const { code, gameId } = table;
    const [host, one, two, three] = table.players;
    const [second, fourth] = await Promise.all([twin.enter(one), twin.enter(three)]);
    for (const player of [second, fourth]) await player.call('room.join', { code });
    await Promise.all([one.close(), three.close()]);
    const players: PerSeat<Player> = [host, second, two, fourth];
    const from = (await table.state()).version;

    let playing = true;
    const storm = (async () => {
      const blows = [
        async () => void (await redis.client.flushall()),
        async () => {
          redis.freeze();
          await pause(700);
          redis.thaw();
        },
        async () => {
          await redis.kill();
          await pause(300);
          await redis.start();
        },
      ];
      for (let i = 0; playing; i += 1) {
        await blows[i % blows.length]?.();
        await pause(150);
      }
    })();

    let slowest = 0;
    let state = await table.state();
    for (let action = 0; action < 21 * 20 + 19; action += 1) {
      const { seat, method, params } = nextAction(state);
      const asked = performance.now();
      const answer = await players[seat].ask(method, { code, commandId: randomUUID(), ...params });
      slowest = Math.max(slowest, performance.now() - asked);
      ({ state } = answer as { state: RoomState });
    }
    playing = false;
    await storm;

    const last = state.version;
    for (const player of players) {
      await player.until(
        () => player.updates.at(-1)?.version === last || player.answers.at(-1) === last || undefined,
      );
      const told = player.updates.filter(({ version, event }) => version > from && event.type !== 'presence');
      const versions = told.map(({ version }) => version);
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      const seen = [...versions, ...player.answers.filter((version) => version > from)].toSorted(
        (a, b) => a - b,
      );
      expect(seen).toEqual(Array.from({ length: last - from }, (_, i) => from + 1 + i));
    }
    await expectFolded(server.db, gameId);
    // Nobody waits long for Redis, even on a machine that is busy with other tests.
    expect(slowest).toBeLessThan(2_000);
  },
);
