import { expect, test } from 'vitest';
import { parseSheet } from '../../src/protocol/index.ts';

const round = {
  dealer: 0,
  frisch: 0,
  trump: { seat: 2, amount: 6, suit: 'hearts' },
  contracts: [3, 2, 6, 1],
  tricks: [3, 2, 6, 2],
};
const sheet = {
  format: 'whist-game/1',
  playedAt: '2019-03-08T20:00:00Z',
  players: ['dana', 'yossi', 'noa', 'amir'],
  rounds: [round],
};
const change = (fields: object, ofRound: object = {}) => ({
  ...sheet,
  rounds: [{ ...round, ...ofRound }],
  ...fields,
});

test('a sheet comes through with clean names', () => {
  expect(parseSheet(change({ players: ['  dana ', 'yossi', 'noa', 'amir'] }))).toEqual({ ok: sheet });
});

test('a game was played until tomorrow, which has begun somewhere', () => {
  const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const played = (playedAt: string) => 'ok' in parseSheet(change({ playedAt }));
  expect([0, 1, 2].map((days) => played(dayFromNow(days)))).toEqual([true, true, false]);
  expect([0, 1, 2].map((days) => played(dayFromNow(days).slice(0, 10)))).toEqual([true, true, false]);
});

test.each<[string, unknown, string[], string, RegExp]>([
  ['a field is missing', change({ players: undefined }), ['players'], 'nothing', /value/],
  [
    'a field of a round is missing',
    change({}, { tricks: undefined }),
    ['rounds', '0', 'tricks'],
    'nothing',
    /value/,
  ],
  ['a field is not known', change({ jokers: 2 }), ['jokers'], 'a value', /nothing/],
  [
    'a number is too low',
    change({}, { contracts: [3, 2, -6, 1] }),
    ['rounds', '0', 'contracts', '2'],
    '-6',
    /^at least 0$/,
  ],
  [
    'a number is too high',
    change({}, { tricks: [3, 14, 6, 2] }),
    ['rounds', '0', 'tricks', '1'],
    '14',
    /^at most 13$/,
  ],
  ['a day is none', change({ playedAt: '2019-02-31' }), ['playedAt'], '"2019-02-31"', /^[^m]/],
  [
    'a long text is shown shortly',
    change({ playedAt: 'x'.repeat(99) }),
    ['playedAt'],
    `"${'x'.repeat(59)}…`,
    /./,
  ],
  [
    'a text of 60 signs is shown whole',
    change({ playedAt: 'x'.repeat(58) }),
    ['playedAt'],
    `"${'x'.repeat(58)}"`,
    /./,
  ],
])('if %s, the fault says where, what and what should be there', (...[, value, path, found, expected]) => {
  const outcome = parseSheet(JSON.parse(JSON.stringify(value)));
  if ('ok' in outcome) throw new Error('This should have been refused.');
  expect(outcome.faults).toContainEqual({ path, found, expected: expect.stringMatching(expected) });
  expect(outcome.faults.map((fault) => fault.expected).join()).not.toMatch(/must (be|have|match)/);
});
