import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoomState } from '../../../src/protocol/index.ts';
import { leaders, perSeat } from '../../../src/rules/index.ts';
import { makeHome, whist, type Home } from '../../support/cli.ts';
import { jsonOf } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

let home: Home;
beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home.remove());

test('a demo says what it is, and goes as fast as the person wants', async () => {
  const demo = onTerminal(['demo'], home);
  await demo.shows('A demo: Dana, Yossi, Noa and Amir play');
  await demo.shows('+ faster   - slower   Space pause or go on   n next step   q quit');
  demo.type('++');
  await demo.shows('speed 5 of 5');
  await demo.shows('Round 1');
  demo.type(' ');
  await demo.shows('paused');
  demo.type('nq');
  expect((await demo.ended).exitCode).toBe(0);
});

test('the shown player types, and the step that makes the choice comes later', async () => {
  const demo = onTerminal(['demo', '--seed', '2'], home);
  await demo.shows('+ faster');
  demo.type('++++');
  await demo.shows('is complete');
  await demo.shows('Round 2 of 4');
  await demo.shows('Enter records the round.');
  demo.type('q');
  expect((await demo.ended).exitCode).toBe(0);
});

test('with a screen reader a demo is told in sentences', async () => {
  const demo = onTerminal(['demo', '--screen-reader'], home);
  await demo.shows('q quit');
  await demo.shows('Dana');
  await demo.shows('Yossi took seat 2.');
  demo.type('q');
  const { screen } = await demo.ended;
  expect(screen).not.toContain('\u001B[?1049h');
  // No person presses the keys of the table.
  expect(screen).not.toMatch(/Tab|Keys:/);
});

/** The rounds and totals of a demo. */
const playedWith = async (seed: string) =>
  jsonOf(await whist(['demo', '--json', '--seed', seed], { home })) as Pick<RoomState, 'rounds' | 'totals'>;

test.each(['1', '2', '3', '4', '5'])('the demo of seed %s is worth watching', async (seed) => {
  const { rounds, totals } = await playedWith(seed);
  expect(rounds).toHaveLength(4);
  expect(new Set(rounds.map(({ type }) => type))).toEqual(new Set(['over', 'under']));
  expect(rounds.filter(({ frischCount }) => frischCount === 1)).toHaveLength(1);
  for (const { trump, contracts } of rounds)
    expect(contracts[trump.seat]).toBeGreaterThanOrEqual(trump.amount);
  const contracts = rounds.flatMap((round) =>
    round.contracts.map((contract, seat) => ({ contract, isMade: round.tricks[seat] === contract })),
  );
  expect(contracts.filter(({ contract }) => contract === 0)).toEqual([{ contract: 0, isMade: true }]);
  expect(contracts.filter(({ isMade }) => isMade).length).toBeGreaterThanOrEqual(12);
  // The winner takes the lead in the last round.
  const before = perSeat((seat) => totals[seat] - (rounds.at(-1)?.scores[seat] ?? 0));
  expect(leaders(before)).not.toContain(leaders(totals)[0]);
  const [first = 0, second = 0] = totals.toSorted((a, b) => b - a);
  expect(first - second).toBeLessThanOrEqual(10);
});

test('the same seed gives the same game', async () => {
  expect(await playedWith('7')).toEqual(await playedWith('7'));
});

test('without a terminal a demo plays to its end', async () => {
  const ended = await whist(['demo', '--seed', '3'], { home });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  expect(ended.stdout).toMatch(/total/);
});
