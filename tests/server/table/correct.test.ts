import { sql } from 'kysely';
import { expect } from 'vitest';
import type { PerSeat } from '../../../src/rules/index.ts';
import { serverTest } from '../../support/server-test.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../../support/table.ts';
import { expectStatistics } from '../lifetime.ts';
import { expectFolded, sheet } from '../tables.ts';

const onServer = serverTest();

/** A game of so many rounds of 50, 35, 19 and −10 points. */
async function played(
  server: TestServer,
  count: number,
  choices: Parameters<typeof sitDown>[1] = {},
): Promise<{ table: Table; host: Player; code: string }> {
  const table = await sitDown(await fourPlayers(server), choices);
  const { code, players } = table;
  const [host] = players;
  for (let round = 1; round <= count; round += 1) {
    if (round > 1) await host.call('round.next', { code });
    await host.call('auction.record', { code, seat: 1, amount: 5, suit: 'clubs' });
    for (const seat of [1, 2, 3, 0] as const) {
      await host.call('contract.set', { code, seat, amount: [0, 5, 3, 4][seat] ?? 0 });
    }
    await host.call('round.record', { code, tricks: [0, 5, 3, 5] });
  }
  return { table, host, code };
}

for (const round of [1, 2, 3])
  onServer(`round ${round} of three is corrected, with all later totals`, async (server) => {
    const { table, host, code } = await played(server, 3);
    expect((await table.state()).totals).toEqual([150, 105, 57, -30]);
    const { state, version } = await host.call('round.correct', { code, round, tricks: [1, 5, 3, 4] });
    expect(state.rounds.map(({ scores }) => scores)).toEqual(
      [1, 2, 3].map((number) => (number === round ? [-50, 35, 19, 26] : [50, 35, 19, -10])),
    );
    expect(state.totals).toEqual([50, 105, 57, 6]);
    await expectFolded(server.db, table.gameId);
    const { rounds, totals } = await host.call('game.get', { id: code });
    expect({ rounds, totals }).toEqual({ rounds: state.rounds, totals: state.totals });

    const { rows } = await sql<{ payload: unknown }>`
      select payload from game_events where game_id = ${table.gameId}::uuid and seq = ${version}`.execute(
      server.db,
    );
    const before = {
      trump: { seat: 1, amount: 5, suit: 'clubs' },
      contracts: [0, 5, 3, 4],
      tricks: [0, 5, 3, 5],
    };
    expect(rows).toEqual([{ payload: { round, ...before, tricks: [1, 5, 3, 4], before } }]);
    const { event } = await table.players[2].updated((update) => update.version === version);
    expect(event.payload).toMatchObject({ round, tricks: [1, 5, 3, 4], before });

    const undone = await host.call('log.undo', { code });
    expect(undone.state.totals).toEqual([150, 105, 57, -30]);
    await expectFolded(server.db, table.gameId);
  });

onServer(
  'a correction changes the trump and its winner, the contracts, and so the type of the round',
  async (server) => {
    const { table, host, code } = await played(server, 2);
    const { state } = await host.call('round.correct', {
      code,
      round: 1,
      trump: { seat: 2, amount: 6, suit: 'no_trump' },
      contracts: [0, 5, 6, 4],
    });
    expect(state.rounds[0]).toMatchObject({
      trump: { seat: 2, amount: 6, suit: 'no_trump' },
      type: 'over',
      scores: [25, 35, -30, -10],
    });
    await expectFolded(server.db, table.gameId);
  },
);

onServer('a correction leaves the round that is on the table alone', async (server) => {
  const { table, host, code } = await played(server, 1);
  await host.call('round.next', { code });
  const { state: before } = await host.call('auction.bid', { code, seat: 2, amount: 7, suit: 'hearts' });
  const { state } = await host.call('round.correct', { code, round: 1, tricks: [13, 0, 0, 0] });
  expect(state.round).toEqual(before.round);
  expect(state.totals).toEqual([70, -50, -30, -40]);
  await expectFolded(server.db, table.gameId);
});

onServer('a correction in a finished game changes the winner and the statistics', async (server) => {
  const { table, host, code } = await played(server, 2, { length: { rounds: 2 } });
  expect(await table.state()).toMatchObject({
    status: 'finished',
    winners: [0],
    totals: [100, 70, 38, -20],
  });
  await expectStatistics(server.db, table);
  const correct = (tricks: PerSeat<number>) => host.call('round.correct', { code, round: 2, tricks });
  const winner = async () => {
    const { rows } = await sql<{ winner_id: string | null }>`
        select winner_id from games where id = ${table.gameId}::uuid`.execute(server.db);
    return rows[0]?.winner_id ?? null;
  };

  const moved = await correct([3, 5, 3, 2]);
  expect(moved.state).toMatchObject({ status: 'finished', winners: [1], totals: [20, 70, 38, -30] });
  expect(await winner()).toBe(table.players[1].user.id);
  await expectStatistics(server.db, table);

  const shared = await host.call('round.correct', {
    code,
    round: 2,
    trump: { seat: 2, amount: 5, suit: 'spades' },
    contracts: [1, 4, 5, 2],
    tricks: [1, 4, 6, 2],
  });
  expect(shared.state).toMatchObject({ winners: [0, 1], totals: [61, 61, 9, 4] });
  expect(await winner()).toBeNull();
  await expectStatistics(server.db, table);

  await host.call('log.undo', { code });
  await host.call('log.undo', { code });
  expect(await winner()).toBe(table.players[0].user.id);
  await expectStatistics(server.db, table);
});

onServer('a correction ends the game if the game reaches its length with it', async (server) => {
  const { table, host, code } = await played(server, 1, { length: { points: 60 } });
  expect((await table.state()).status).toBe('round_complete');
  const { state } = await host.call('round.correct', { code, round: 1, tricks: [13, 0, 0, 0] });
  expect(state).toMatchObject({ status: 'finished', winners: [0], totals: [70, -50, -30, -40] });
  await expectStatistics(server.db, table);
});

onServer('a correction to a round that is not possible is refused, and changes nothing', async (server) => {
  const { table, host, code } = await played(server, 1);
  const before = await table.state();
  const refused: [reason: string, params: object][] = [
    ['round_not_finished', { round: 2, tricks: [13, 0, 0, 0] }],
    ['tricks_not_13', { round: 1, tricks: [0, 5, 3, 4] }],
    ['tricks_not_13', { round: 1, tricks: [13, 13, 13, 13] }],
    ['contract_below_bid', { round: 1, contracts: [0, 4, 3, 4] }],
    ['contract_below_bid', { round: 1, trump: { seat: 1, amount: 6, suit: 'clubs' } }],
    ['contract_below_bid', { round: 1, trump: { seat: 2, amount: 5, suit: 'clubs' } }],
    ['contract_makes_13', { round: 1, contracts: [1, 5, 3, 4] }],
  ];
  for (const [reason, params] of refused) {
    const all = { code, ...params } as Parameters<typeof host.refused<'round.correct'>>[1];
    expect([reason, await host.refused('round.correct', all)]).toEqual([reason, reason]);
  }
  await host.call('round.next', { code });
  expect(await host.refused('round.correct', { code, round: 2, tricks: [13, 0, 0, 0] })).toBe(
    'round_not_finished',
  );
  const { state } = await host.call('log.undo', { code });
  expect(sheet(state)).toEqual(sheet(before));
  await expectFolded(server.db, table.gameId);
});
