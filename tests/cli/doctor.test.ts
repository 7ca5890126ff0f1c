import { expect, test } from 'vitest';
import { failure, whist } from '../support/cli.ts';
import { hostForFile } from '../support/host.ts';
import { playShortGame } from '../support/short-game.ts';

const host = hostForFile();

test('the doctor looks at a database when no server has it open', async () => {
  await playShortGame(await host().person('dana'));
  const { home, server } = host();
  const locked = await whist(['doctor', '--json'], { home });
  expect([locked.exitCode, failure(locked).reason]).toEqual([73, 'folder_locked']);
  await server.stop();
  expect(await whist(['doctor'], { home })).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringMatching(/^Looked at \d+ games: every row is what the log gives\.\n$/),
  });
});
