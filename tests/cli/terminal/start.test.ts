import { expect, test } from 'vitest';
import { whist } from '../../support/cli.ts';
import { hostForFile, type HomePerson } from '../../support/host.ts';
import { onTerminal } from '../../support/pty.ts';

const host = hostForFile();
const down = '\u001B[B';

/** `whist` alone on a terminal of this person. */
async function startScreen({ home }: HomePerson) {
  const terminal = onTerminal([], { ...home, env: { ...home.env, ...host().env } });
  await terminal.shows('Continue a game');
  return terminal;
}

test('whist alone opens a start screen, and without a terminal its help', async () => {
  const somebody = await host().stranger();
  const screen = await startScreen(somebody);
  screen.type('q');
  expect((await screen.ended).exitCode).toBe(0);
  const help = await startScreen(somebody);
  help.type(`${down.repeat(6)}\r`);
  const { exitCode, screen: shown } = await help.ended;
  expect(exitCode).toBe(0);
  expect(shown).toContain('$ whist help');
  expect(shown).toContain('Usage: whist');
  expect(await whist([], { home: somebody.home })).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Usage: whist'),
  });
});

test('on a small terminal every line of the start screen is visible, or an arrow says that there are more', async () => {
  const { home } = await host().stranger();
  const screen = onTerminal([], { ...home, env: { ...home.env, ...host().env } }, { columns: 40, rows: 10 });
  await screen.showsNow('7 Help');
  await screen.showsNow('q quit');
  screen.resize(40, 6);
  await screen.showsNow('↓5 Statistics');
  screen.type(down.repeat(6));
  await screen.showsNow('▶7 Help');
  await screen.showsNow('↑3 Open a room');
  screen.type('q');
  expect((await screen.ended).exitCode).toBe(0);
});

test('a game that is not over goes on; if there are several, one is chosen', async () => {
  const dana = await host().person('dana', 'Dana');
  const nothing = await startScreen(dana);
  nothing.type('1');
  expect((await nothing.ended).screen).toContain('No game is under way on this machine.');

  const first = (await dana.run('create')).stdout.trim();
  const only = await startScreen(dana);
  only.type('1');
  await only.shows(`whist join ${first}`);
  await only.shows('q quit');
  only.type('q');
  expect((await only.ended).exitCode).toBe(0);

  await dana.run('create');
  const several = await startScreen(dana);
  several.type('1');
  await several.shows('Which game?');
  await several.shows(first);
  several.type('\u001B');
  expect((await several.ended).exitCode).toBe(0);
});

test('somebody without an account joins with the line of a room, and registers on the way', async () => {
  const noa = await host().person('noa', 'Noa');
  const code = (await noa.run('create')).stdout.trim();
  const stranger = await host().stranger();
  const screen = await startScreen(stranger);
  screen.type('4');
  await screen.shows('Code of the room');
  screen.type('ABC\r');
  await screen.shows('A code has six letters and digits.');
  screen.type(`npx whist join ${code} --server ${host().server.listening.url}\r`);
  await screen.shows('Each player needs an account on the server.');
  screen.type('\r');
  await screen.shows('User name');
  screen.type('amir\ramir@example.org\rAmir\r');
  await screen.shows('Password (8');
  screen.type('correct horse\r');
  await screen.shows('The same password again');
  screen.type('correct horse\r');
  await screen.shows('Amir took seat 2');
  screen.type('q');
  expect((await screen.ended).exitCode).toBe(0);
});
