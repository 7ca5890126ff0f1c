import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeHome, whist, type Home } from '../../support/cli.ts';
import { onTerminal } from '../../support/pty.ts';

let home: Home;
beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home.remove());

test('a demo says what it is, and goes as fast as the person wants', async () => {
  const demo = onTerminal(['demo'], home);
  await demo.shows('A demo: Dana, Yossi, Noa and Amir play');
  await demo.shows('+ faster   - slower   Space pause or go on   n next step   q quit');
  demo.type('++');
  await demo.shows('speed 5 of 5');
  await demo.shows('Round 1');
  demo.type(' ');
  await demo.shows('paused');
  demo.type('nq');
  expect((await demo.ended).exitCode).toBe(0);
});

test('without a terminal a demo plays to its end', async () => {
  const ended = await whist(['demo', '--seed', '3'], { home });
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  expect(ended.stdout).toMatch(/total/);
});
