import { describe, expect, test } from 'vitest';
import { checkSheet, sheetOf } from '../../src/sheets/index.ts';
import { sheetNumber } from './sheets.ts';

const [round] = sheetNumber(0).rounds;
if (!round) throw new Error('a sheet has rounds');
const sheet = { ...sheetNumber(0), id: 'sheet-0', group: 'Friday Night Whist', rounds: [round] };

const faultsOf = (value: unknown) => {
  const outcome = checkSheet(structuredClone(value));
  return 'faults' in outcome ? outcome.faults : [];
};

/** Changes of the sheet, each with its fault. */
const faulty: readonly (readonly [string, change: object, fault: object])[] = [
  [
    'a score that is counted wrong',
    { rounds: [{ ...round, scores: [19, 14, 46, 10] }] },
    { round: 1, player: 'amir', field: 'scores', found: '10', expected: '-10' },
  ],
  [
    'a name twice in a round',
    { rounds: [{ ...round, players: ['dana', 'dana', 'noa', 'amir'] }] },
    { round: 1, player: 'dana', field: 'players', found: 'dana', expected: 'four different names' },
  ],
  [
    'a contract below the bid',
    { rounds: [{ ...round, contracts: [3, 2, 5, 1] }] },
    { round: 1, player: 'נועה', field: 'contracts', found: '5', expected: 'at least the bid of 6' },
  ],
  [
    'contracts that make 13',
    { rounds: [round, { ...round, dealer: 1, contracts: [3, 2, 6, 2] }] },
    { round: 2, player: 'yossi', field: 'contracts', found: '3 + 2 + 6 + 2 = 13' },
  ],
  [
    'tricks that do not',
    { rounds: [{ ...round, tricks: [3, 2, 6, 1] }] },
    { round: 1, player: null, field: 'tricks', found: '3 + 2 + 6 + 1 = 12' },
  ],
  [
    'a dealer out of turn',
    { rounds: [{ ...round, dealer: 3 }] },
    { round: 1, field: 'dealer', found: '3', expected: expect.stringMatching(/^0: /) },
  ],
  [
    'a bid that is too low after a frisch',
    { rounds: [{ ...round, frisch: 2 }] },
    { round: 1, field: 'trump.amount', found: '6', expected: 'at least 7' },
  ],
  [
    'a player twice',
    { players: ['dana', 'yossi', 'dana', 'amir'] },
    { round: null, player: 'dana', field: 'players' },
  ],
  [
    'tricks of no number',
    { rounds: [{ ...round, tricks: [3, 'x', 6, 2] }] },
    { round: 1, player: 'yossi', field: 'tricks', found: '"x"', expected: 'a whole number' },
  ],
  [
    'a suit of another game',
    { rounds: [{ ...round, trump: { ...round.trump, suit: 'cups' } }] },
    { round: 1, player: null, field: 'trump.suit', found: '"cups"' },
  ],
  [
    'a day that is none',
    { playedAt: '2019-02-30' },
    { round: null, field: 'playedAt', found: '"2019-02-30"' },
  ],
  [
    'something unknown',
    { winner: 'dana' },
    { round: null, field: 'winner', expected: 'nothing of this name' },
  ],
  ['no rounds', { rounds: [] }, { round: null, field: 'rounds' }],
];

describe('a score sheet', () => {
  test('that is correct becomes a finished game', () => {
    const outcome = checkSheet(sheet);
    if (!('ok' in outcome)) throw new Error(JSON.stringify(outcome));
    expect(outcome.ok.game).toMatchObject({ status: 'finished', totals: [19, 14, 46, -10], winners: [2] });
    const { id, playedAt, group, players } = sheet;
    const told = { id, playedAt, group, players, lineups: [players] };
    expect(sheetOf(outcome.ok.game, told)).toEqual(sheet);
  });

  test('needs only the values that cannot be computed', () => {
    const { trump, contracts, tricks } = round;
    const bare = { playedAt: '2019-03-08', players: sheet.players, rounds: [{ trump, contracts, tricks }] };
    expect(faultsOf(bare)).toEqual([]);
  });

  test.each(faulty)('with %s is told so', (_, change, fault) => {
    expect(faultsOf({ ...sheet, ...change })).toEqual([expect.objectContaining(fault)]);
  });

  test('reports the other faults too if one value cannot be used', () => {
    const rounds = [
      { ...round, trump: { ...round.trump, suit: 'cups' } },
      { ...round, dealer: 1, tricks: [3, 2, 6, 1] },
    ];
    const players = ['dana', 'yossi', 'dana', 'amir'];
    expect(faultsOf({ ...sheet, playedAt: 'soon', players, rounds })).toEqual([
      expect.objectContaining({ round: null, field: 'playedAt' }),
      expect.objectContaining({ round: 1, field: 'trump.suit' }),
      expect.objectContaining({ round: null, player: 'dana', field: 'players' }),
      expect.objectContaining({ round: 2, field: 'tricks' }),
    ]);
    expect(faultsOf({ ...sheet, players: 'dana', rounds })).toHaveLength(2);
  });

  test('reports all faults at once', () => {
    const rounds = [
      { ...round, scores: [0, 0, 0, 0] },
      { ...round, dealer: 1, tricks: [1, 1, 1, 1] },
      { ...round, dealer: 2, contracts: undefined },
    ];
    expect(
      faultsOf({ ...sheet, rounds: rounds.slice(0, 2) }).map(({ round: number, field }) => [number, field]),
    ).toEqual([
      [1, 'scores'],
      [1, 'scores'],
      [1, 'scores'],
      [1, 'scores'],
      [2, 'tricks'],
    ]);
    expect(faultsOf(null)).toEqual([expect.objectContaining({ field: 'game', found: 'null' })]);
    expect(
      faultsOf({ ...sheet, rounds: [{ ...round, contracts: null, tricks: undefined }] }).length,
    ).toBeGreaterThan(1);
  });
});
