import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { makeHome, type Home } from '../../support/cli.ts';
import { freePort } from '../../support/port.ts';
import { onTerminal, type OnTerminal } from '../../support/pty.ts';
import { connect } from '../../support/wire.ts';

let home: Home;
beforeEach(async () => {
  home = await makeHome();
  await cp(inject('templates').dataDir, join(home.folder, 'data', 'whist'), { recursive: true });
});
afterEach(() => home.remove());

const strange = /[^\p{ASCII}]/u;
const escape = String.fromCharCode(27);

/** A page on a terminal of this size, with more variables. */
const page = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  onTerminal(args, { env: { ...home.env, ...env } }, { columns: 100, rows: 30 });

/** Everything that a page wrote until `q` closed it. */
async function quit(terminal: OnTerminal): Promise<string> {
  terminal.type('q');
  const { exitCode, screen } = await terminal.ended;
  expect(exitCode).toBe(0);
  return screen;
}

/** Sentences stay where they are: no other buffer, and no cursor that goes up. */
function expectSentences(screen: string): void {
  for (const code of ['[?1049h', '[2J', '[H', '[A', '[1A']) expect(screen).not.toContain(escape + code);
}

/** The pages outside of a room, and a text that each has when it is drawn. */
const pages = [
  { name: 'the start screen', args: [], last: 'q quit' },
  { name: 'the page of serve', args: ['serve', '--port', '0'], last: 'nobody is in a room' },
];

test.each(pages)('$name is plain on a terminal of ASCII', async ({ args, last }) => {
  const terminal = page([...args, '--ascii']);
  await terminal.shows(last);
  expect(await quit(terminal)).not.toMatch(strange);
});

test.each(pages)('$name has the theme that was chosen', async ({ args, last }) => {
  const contrast = page([...args, '--theme', 'high-contrast']);
  await contrast.shows(last);
  // Nothing is dim.
  expect(await quit(contrast)).not.toContain(`${escape}[2m`);
  const none = page(args, { WHIST_THEME: 'none' });
  await none.shows(last);
  expect(await quit(none)).not.toMatch(new RegExp(`${escape}\\[[1-9][\\d;]*m`));
});

test.each(pages)('$name runs from right to left in Hebrew', async ({ args }) => {
  const isolate = '\u2067';
  // The terminal puts each row in order, in one isolate.
  const terminal = page(args, { LANG: 'he_IL.UTF-8' });
  await terminal.shows(isolate);
  await quit(terminal);
  // This one does not, and it is told so for as long as the page is open.
  const visual = page(args, { LANG: 'he_IL.UTF-8', VTE_VERSION: '7000' });
  await visual.shows(`${escape}[8l`);
  const screen = await quit(visual);
  expect(screen).toContain(`${escape}[8h`);
  expect(screen).not.toContain(isolate);
});

test('a screen reader reads the start screen, and hears where the cursor is', async () => {
  const terminal = page([], { WHIST_SCREEN_READER: 'on' });
  await terminal.shows('Here: 1 Continue a game, one that is not over yet');
  terminal.type('\u001B[B');
  await terminal.shows('Here: 2 New game, this device keeps the score for all four');
  expectSentences(await quit(terminal));
  const help = page(['--screen-reader']);
  await help.shows('Keys: ');
  help.type('7');
  expect((await help.ended).screen).toContain('Usage: whist');
});

test('a screen reader hears of a server what its host needs to know, and nothing else', async () => {
  const terminal = page(['serve', '--port', '0'], { WHIST_SCREEN_READER: 'on' });
  const screen = await terminal.shows('Keys: q stop the server.');
  const [url = ''] = /ws:\/\/127\.0\.0\.1:\d+\/ws/.exec(screen) ?? [];
  const wire = await connect(url);
  await wire.call('auth.register', {
    username: 'dana',
    email: 'dana@example.org',
    password: 'correct horse',
    displayName: 'Dana',
  });
  const { code } = await wire.call('room.create', {});
  await terminal.shows(`Room ${code} is in use: Dana.`);
  terminal.type('q');
  await terminal.shows('1 person is connected. Stop the server?');
  terminal.type('n');
  await wire.call('room.leave', { code });
  await terminal.shows(`Room ${code} is no longer in use.`);
  await wire.close();
  terminal.type('qy');
  const { screen: all } = await terminal.ended;
  expectSentences(all);
  expect(all.match(/Address: /g)).toHaveLength(1);
  expect(all.match(/Room /g)).toHaveLength(2);
});

test.each(['SIGTERM', 'SIGHUP'] as const)('after %s the terminal has its title back', async (signal) => {
  // Other tests play at the usual port at the same time.
  const port = String(await freePort());
  const terminal = page(['play', '--rounds', '1', '--port', port], { WHIST_NOTIFY: 'title' });
  await terminal.shows('player 1');
  terminal.type('Dana\rYossi\rNoa\rAmir\r');
  await terminal.shows(`${escape}[22;2t${escape}]2;`);
  await terminal.shows('? help');
  terminal.kill(signal);
  expect((await terminal.ended).screen).toContain(`${escape}]2;\u0007${escape}[23;2t`);
});
