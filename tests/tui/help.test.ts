import { expect, test } from 'vitest';
import { defaultProfile, type RuleProfile } from '../../src/rules/index.ts';
import { runApp } from '../../src/tui/index.ts';
import { gameAfter, moments, roomOf, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';
import { createTerminal } from './terminal.ts';

/** The help of a table with these rules, and its second page. */
async function helpOf(rules: RuleProfile, { columns = 80, rows = 24, me = userIds[0] } = {}) {
  const terminal = createTerminal({ columns, rows });
  const { store } = createStillStore(snapshotOf(roomOf(gameAfter(moments.auction, { rules })), me));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('ABC234');
  terminal.type('?');
  const keys = await terminal.shows('rules and scoring');
  terminal.type('\t');
  const told = await terminal.shows(' contract ', 'Tab keys');
  terminal.type('\u0003');
  await ended;
  terminal.close();
  return { keys, told: told.replace(/\s+/g, ' '), lines: told.split('\n') };
}

test('behind the help are the rules of this table and the points of its contracts', async () => {
  const { keys, told, lines } = await helpOf(defaultProfile);
  expect(keys).not.toContain('The rules of this table');
  expect(keys).toContain('Tab rules and scoring');
  expect(told).toContain('the lowest bid is 5. A player who passed may bid again');
  expect(told).toContain('at most 3 times in a');
  expect(lines.find((line) => line.startsWith(' contract'))).toMatch(/ 0 .* 13$/);
  expect(lines.find((line) => line.startsWith(' made'))).toMatch(/made +\+50 +\+11 +\+14 +\+19 +\+26 +\+35/);
  expect(lines.find((line) => line.startsWith(' by one'))).toMatch(/by one +−50 +−10 +−10/);
  expect(told).toContain('+50 in an under round, +25 in an over round');
  expect(told).toContain('−10 for each trick over or under');
});

test('they are told for every rule profile', async () => {
  const { told } = await helpOf({
    ...defaultProfile,
    passIsFinal: true,
    frischMax: 0,
    missPerTrick: 5,
    zeroOver: 30,
    zeroFailed: 'flat',
  });
  expect(told).toContain('A pass is final.');
  expect(told).toContain('Four passes: the cards are thrown in');
  expect(told).toContain('+30 in an over round. Failed: −50.');
  expect(told).toContain('−5 for each trick over or under');
});

test.each([
  { columns: 160, rows: 45 },
  { columns: 60, rows: 18 },
  { columns: 40, rows: 12 },
])('the points of the contracts fit in $columns×$rows', async (size) => {
  const { lines } = await helpOf(defaultProfile, size);
  expect(lines.find((line) => line.startsWith(' made'))).toMatch(/made +\+50 +\+11 +\+14/);
});

test.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 18 },
  { columns: 40, rows: 12 },
])('a key that would only refuse is not in the help at $columns×$rows', async (size) => {
  const ofHost = (await helpOf(defaultProfile, size)).keys;
  expect(ofHost).toMatch(/o +for others/);
  const ofPlayer = (await helpOf(defaultProfile, { ...size, me: userIds[1] })).keys;
  expect(ofPlayer).not.toMatch(/for others|correct|whole round/);
  expect(ofPlayer).toMatch(/on your turn/i);
  expect(ofPlayer).toMatch(/p +pass/);
  const ofWatcher = (await helpOf(defaultProfile, { ...size, me: 'watcher' })).keys;
  expect(ofWatcher).not.toMatch(/for others|pass|undo|menu|your turn/i);
  expect(ofWatcher).toMatch(/Tab +scores/);
});
