import { expect, test } from 'vitest';
import type { RoomState } from '../../../src/protocol/index.ts';
import type { PerSeat } from '../../../src/rules/index.ts';
import { runApp, type Mode } from '../../../src/tui/index.ts';
import { gameAfter, hardNames, moments, plainNames, roomOf, rounds, snapshotOf, userIds } from '../states.ts';
import { createStillStore } from '../still-store.ts';
import { createTerminal } from '../terminal.ts';
import { tableAt, typing } from '../typing.ts';

interface Shown {
  readonly columns?: number;
  readonly rows?: number;
  readonly keys?: string;
  readonly names?: PerSeat<string>;
  readonly mode?: Mode;
  /** The options of a later command. */
  readonly later?: string;
}

/** The podium of a game of some rounds, as somebody sees it who watched. */
async function podiumOf(count: number, shown: Shown = {}) {
  const { columns = 80, rows = 24, keys = '', names = plainNames, mode = 'seat', later = '' } = shown;
  const terminal = createTerminal({ columns, rows });
  const over = gameAfter([...rounds(count), { type: 'game.end' }]);
  const { store } = createStillStore(snapshotOf(roomOf(over, names), 'nobody'));
  const { stdin, stdout } = terminal;
  const copied: string[] = [];
  const ended = runApp({
    store,
    mode,
    stdin,
    stdout,
    noColor: true,
    serverFlags: { here: '', elsewhere: Promise.resolve(null), later },
    onCopy: (text) => copied.push(text),
  });
  let text = await terminal.shows('1st', 'copy for a chat');
  if (keys !== '') {
    terminal.type(keys);
    text = await terminal.shows('Copied for a chat');
  }
  terminal.type('\u0003');
  await ended;
  terminal.close();
  return { text, lines: text.split('\n'), raw: terminal.raw(), copied };
}

test('on a small terminal the podium has the chart, and says where all rounds are', async () => {
  const { text, lines } = await podiumOf(20);
  expect(text).toContain('Dana, Yossi, Noa and Amir share the win after 20 rounds!');
  expect(lines.filter((line) => line.includes('┤')).length).toBeGreaterThanOrEqual(5);
  expect(text).toMatch(/^ +−\d+ ┤/m);
  expect(text).toContain('Tab shows the 20 rounds.   A picture: whist game ABC234 --svg game.svg');
  expect(text).not.toContain('Rd Trump Declarer');
});

test('on a high terminal it has the last rounds too, and says which', async () => {
  const { text, lines } = await podiumOf(20, { rows: 40 });
  expect(lines.filter((line) => line.includes('┤')).length).toBeGreaterThanOrEqual(10);
  expect(text).toContain('Rd Trump Declarer');
  const [, first] = /Rounds (\d+) to 20 of 20; Tab shows all/.exec(text) ?? [];
  const shown = lines.filter((line) => /^ +\d+ +5♠ /.test(line));
  expect(shown).toHaveLength(21 - Number(first));
});

test('a short game is shown as a whole', async () => {
  const { text } = await podiumOf(3, { rows: 40 });
  expect(text).not.toContain('Tab shows');
  expect(text.match(/5♠ /g)).toHaveLength(3);
});

test('a terminal of 120 columns has the rounds once, beside the chart', async () => {
  const { text, lines } = await podiumOf(5, { columns: 120, rows: 40 });
  expect(text.match(/5♠ /g)).toHaveLength(5);
  expect(lines.filter((line) => line.includes('Rd '))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('┤')).length).toBeGreaterThanOrEqual(5);
  expect(text).toMatch(/ 1 5♠ +Dana +\+35 +35 /);
});

test.each([
  { columns: 80, rows: 24 },
  { columns: 80, rows: 40 },
  { columns: 40, rows: 12 },
])('the podium of a demo offers nothing that a demo does not have ($columns×$rows)', async (size) => {
  const { lines } = await podiumOf(20, { ...size, mode: 'demo' });
  const withoutKeys = lines.slice(0, -2).join('\n');
  expect(withoutKeys).not.toMatch(/Tab|--svg|online/);
  expect(lines[0]).toMatch(/demo *$/);
});

test('the command for a picture has the options by which it finds the game', async () => {
  const { text } = await podiumOf(2, { columns: 120, rows: 40, later: ' --data-dir /tmp/games' });
  expect(text).toContain('A picture: whist game ABC234 --svg game.svg --data-dir /tmp/games');
});

test('the keys up and down scroll through the rounds, in place of the chart', async () => {
  const terminal = createTerminal();
  const over = gameAfter([...rounds(20), { type: 'game.end' }]);
  const { store } = createStillStore(snapshotOf(roomOf(over, plainNames), 'nobody'));
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode: 'seat', stdin, stdout, noColor: true });
  await terminal.shows('┤', '↑↓ rounds');
  const [up, down] = ['\u001B[A', '\u001B[B'];
  terminal.type(up);
  const [, first] = /Rounds (\d+) to 20 of 20/.exec(await terminal.shows(/Rounds \d+ to 20 of 20/)) ?? [];
  expect(terminal.text()).not.toContain('┤');
  expect(terminal.text().match(/5♠ /g)).toHaveLength(21 - Number(first));
  terminal.type(up);
  await terminal.shows(`Rounds ${Number(first) - 1} to 19 of 20`);
  terminal.type(up.repeat(30));
  await terminal.shows(/Rounds 1 to \d+ of 20/, /^ +1 +5♠ /m);
  terminal.type(down.repeat(30));
  await terminal.shows('┤', 'Tab shows the 20 rounds.');
  terminal.type('\u0003');
  await ended;
  terminal.close();
});

test('the text for a chat has names as they are, without marks of the screen', async () => {
  const { copied } = await podiumOf(5, { keys: 'y', names: hardNames });
  expect(copied[0]).toContain(hardNames[0].slice(0, 12));
  expect(copied[0]).not.toContain('whist:apart');
  expect(copied[0]).not.toMatch(/[\u2066-\u2069]/);
});

test('n opens a rematch and goes there; the others can go there as soon as it is open', () => {
  const over = [...moments.round, { type: 'game.end' }] as const;
  const ofHost = typing('n', tableAt(over));
  expect(ofHost.effects).toEqual([{ act: { method: 'room.rematch', params: {} }, ending: 'rematch' }]);
  const early = typing('n', tableAt(over, { me: userIds[1] }));
  expect(early).toMatchObject({ effects: [], ui: { say: expect.stringContaining('Only the host') } });
  const change = (state: RoomState) => ({ ...state, rematch: 'XYZ789' });
  expect(typing('n', tableAt(over, { me: userIds[1], change })).effects).toEqual([{ ending: 'rematch' }]);
});

test('y copies a text for a chat', async () => {
  const { raw, copied } = await podiumOf(5, { keys: 'y' });
  const [text = ''] = copied;
  expect(text.split('\n').slice(0, 4)).toEqual([
    'Amir wins after 5 rounds!',
    '',
    expect.stringMatching(/^1st Amir \d+$/),
    expect.stringMatching(/^2nd /),
  ]);
  expect(text).toMatch(/\nwhist game ABC234$/);
  // OSC 52
  expect(raw).toContain(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
});
