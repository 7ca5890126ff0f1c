import { expect, test } from 'vitest';
import { hostForFile } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';
import { playShortGame } from '../../support/short-game.ts';

const host = hostForFile();

const strange = /[^\p{ASCII}]/u;
/** The beginning of an escape sequence that sets a colour or makes text bold. */
const painted = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`);

/** Each way to ask for a plain picture. */
const ways = [
  { way: '--ascii', name: 'dana', flags: ['--ascii'], env: {} },
  { way: 'LANG=C', name: 'noa', flags: [], env: { LANG: 'C' } },
  { way: 'LC_ALL=C', name: 'amir', flags: [], env: { LC_ALL: 'C', LANG: 'en_US.UTF-8' } },
  { way: 'TERM=dumb', name: 'yossi', flags: [], env: { TERM: 'dumb' } },
];

test.each(ways)('$way leaves only ASCII in the output of commands', async ({ name, flags, env }) => {
  const person = await host().person(name, 'Gil');
  const { code } = await playShortGame(person);
  const home = { ...person.home, env: { ...person.home.env, ...host().env, ...env } };
  for (const command of [['game', code], ['history'], ['stats'], ['stats', name], ['export', '--help']]) {
    const { screen } = await onTerminal([...command, ...flags], home).ended;
    expect.soft(screen, command.join(' ')).not.toMatch(strange);
  }
});

test('a terminal has colours, and NO_COLOR, --no-color and --theme none have not', async () => {
  const gil = await host().person('gil');
  const { code } = await playShortGame(gil);
  const shown = async (flags: readonly string[], env: Record<string, string> = {}) => {
    const home = { ...gil.home, env: { ...gil.home.env, ...host().env, ...env } };
    return (await onTerminal(['game', code, ...flags], home).ended).screen;
  };
  expect(await shown([])).toMatch(painted);
  expect(await shown([])).toContain('6♥');
  for (const plain of [
    await shown(['--no-color']),
    await shown(['--theme', 'none']),
    await shown([], { NO_COLOR: '1' }),
  ]) {
    expect(plain).not.toMatch(painted);
    expect(plain).toContain('6♥');
  }
});

test('on a terminal of ASCII a whole screen is plain', async () => {
  const tal = await host().person('tal');
  const home = { ...tal.home, env: { ...tal.home.env, ...host().env, LANG: 'C' } };
  const terminal = onTerminal(['create'], home);
  await terminal.shows('3 seats free');
  terminal.type('?');
  await terminal.shows('back');
  terminal.type('\u001B');
  terminal.type('q');
  expect((await terminal.ended).screen).not.toMatch(strange);
});
