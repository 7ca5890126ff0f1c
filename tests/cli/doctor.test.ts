import { expect, test } from 'vitest';
import { words } from '../../src/words/index.ts';
import { failure, whist } from '../support/cli.ts';
import { hostForFile } from '../support/host.ts';
import { playShortGame } from '../support/short-game.ts';

const host = hostForFile({ isEmbedded: true });

test('the doctor looks at a database when no server has it open', async () => {
  await playShortGame(await host().person('dana'));
  const { home, server } = host();
  const locked = await whist(['doctor', '--json'], { home });
  expect([locked.exitCode, failure(locked).reason]).toEqual([73, 'folder_locked']);
  await server.stop();
  expect(await whist(['doctor'], { home })).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Looked at one game: every row matches the logs\.\n$/),
  });
});

test.each([
  [{ differing: 2, broken: 0, repaired: 0 }, '2 differences. `whist doctor --repair` repairs them.'],
  [{ differing: 2, broken: 1, repaired: 0 }, '2 differences. `whist doctor --repair` repairs 1 of them.'],
  [{ differing: 2, broken: 0, repaired: 2 }, '2 differences, all repaired.'],
  [
    { differing: 2, broken: 1, repaired: 1 },
    '2 differences. 1 repaired, the others cannot be: the log itself is damaged.',
  ],
  [
    { differing: 2, broken: 2, repaired: 0 },
    '2 differences. None can be repaired: the log itself is damaged.',
  ],
])('the doctor says about %j: %s', (counts, sentence) => {
  expect(words.hosting.doctor.summary({ games: 9, ...counts })).toBe(`Looked at 9 games: ${sentence}`);
});
