import { expect, test } from 'vitest';
import { defaultProfile, type RuleProfile } from '../../../src/rules/index.ts';
import { runApp } from '../../../src/tui/index.ts';
import { qrLines } from '../../../src/tui/components/qr-code.tsx';
import { gameAfter, moments, roomOf, snapshotOf, userIds } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';

const unusual: RuleProfile = {
  passIsFinal: true,
  frischMax: 2,
  frischRaisesMinimum: false,
  minimumBid: 6,
  missPerTrick: 5,
  zeroUnder: 30,
  zeroOver: 30,
  zeroFailed: 'flat',
};

/** The lobby of a server, on a terminal of 80×24 or another size. */
async function lobbyOf(
  { here, elsewhere }: { here: string; elsewhere: string | null },
  rules = defaultProfile,
  size = {},
) {
  const terminal = createTerminal(size);
  const { stdin, stdout } = terminal;
  const room = roomOf(gameAfter(moments.lobby, { rules }));
  const { store } = createStillStore(snapshotOf(room, userIds[0]));
  const ended = runApp({
    store,
    mode: 'seat',
    stdin,
    stdout,
    noColor: true,
    serverFlags: { here, elsewhere: Promise.resolve(elsewhere) },
  });
  // A long command is on two lines.
  await terminal.shows('whist join ABC234', (elsewhere ?? here).split(' ').at(-1) ?? '', '? help');
  terminal.type('\u0003');
  const lines = terminal.lines();
  await ended;
  terminal.close();
  return lines;
}

/** Where the QR code of this command line begins; −1 if the screen has none. */
const qrAt = (lines: readonly string[], command: string) => {
  const [first = '', ...others] = qrLines(command);
  const at = lines.findIndex((line) => line.endsWith(first));
  return at >= 0 && others.every((code, i) => lines[at + i + 1]?.endsWith(code.trimEnd())) ? at : -1;
};

test('the lobby shows the line to type on other machines, and its QR code', async () => {
  const flag = ' --server ws://192.168.100.200:4440';
  const lines = await lobbyOf({ here: '', elsewhere: flag });
  const command = `whist join ABC234${flag}`;
  expect(lines[2]).toBe(`   The others join with  ${command}`);
  expect(lines.join('\n')).toContain('On this machine  whist join ABC234');
  expect(lines.join('\n')).toContain('The line to this server is not encrypted.');
  expect(lines.join('\n')).toMatch(/Seat 1 {2}Dana +you · host/);
  expect(qrAt(lines, command)).toBe(3);
});

test.each([
  ['the usual server', ''],
  ['a server on another port', ' --server ws://127.0.0.1:4555'],
])('the lobby of %s shows the line for this machine, and its QR code', async (_, here) => {
  const lines = await lobbyOf({ here, elsewhere: null });
  expect(lines[2]).toBe(`   The others join with  whist join ABC234${here}`);
  expect(qrAt(lines, `whist join ABC234${here}`)).toBe(3);
  expect(lines.join('\n')).not.toContain('not encrypted');
});

test('a QR code that does not fit beside everything else is left out', async () => {
  const long = ' --server wss://whist.friday-evening.example.org';
  expect(qrAt(await lobbyOf({ here: long, elsewhere: long }), `whist join ABC234${long}`)).toBe(-1);
  const flag = ' --server ws://192.168.100.200:4440';
  const lines = await lobbyOf({ here: '', elsewhere: flag }, unusual);
  expect(qrAt(lines, `whist join ABC234${flag}`)).toBe(-1);
  expect(lines.join('\n')).toContain('four are here: Enter starts.');
});

test('on a large terminal the lobby says more, and its codes can be read from further away', async () => {
  const flag = ' --server ws://192.168.100.200:4440';
  const lines = await lobbyOf({ here: '', elsewhere: flag }, defaultProfile, { columns: 160, rows: 45 });
  const text = lines.join('\n');
  expect(text).toContain(`1  The first time, each player: npx whist register${flag}`);
  expect(text).toContain(`2  Then: npx whist join ABC234${flag}`);
  expect(text).toContain('The rules of this table');
  expect(text).toContain('Its scoring');
  const [first = '', ...others] = qrLines(`whist join ABC234${flag}`, 2);
  const at = lines.findIndex((line) => line.endsWith(first));
  expect(others.every((code, i) => lines[at + i + 1]?.endsWith(code.trimEnd()))).toBe(true);
  // No more than four lines in a row are empty on the left.
  expect(lines.map((line) => (line.slice(0, 90).trim() === '' ? ' ' : 'x')).join('')).not.toContain('     ');
});
