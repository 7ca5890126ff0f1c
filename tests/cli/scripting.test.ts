import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RoomState } from '../../src/protocol/index.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { hostForFile, type HomePerson } from '../support/host.ts';
import { pathWithWhist } from '../support/path.ts';

const host = hostForFile();

const example = (name: string) => join('docs', 'examples', name);

/** Runs a program of the examples as this person. */
async function run({ home }: HomePerson, file: string, ...args: string[]) {
  const env = { ...home.env, ...host().env, PATH: await pathWithWhist(home) };
  return promisify(execFile)(file, args, { env });
}

test('a spreadsheet is checked and imported, and its players are ranked', async () => {
  const dana = await host().person('dana');
  const args = [example('friday.csv'), example('players.csv'), 'Friday Night Whist'];
  const { stdout, stderr } = await run(dana, example('import-spreadsheet.sh'), ...args);
  expect(stderr).toMatch(/^2 added, 0 there already$/m);
  expect(stdout).toMatch(/dana/);
  const again = await run(dana, example('import-spreadsheet.sh'), ...args);
  expect(again.stderr).toMatch(/^0 added, 2 there already$/m);
});

test('a reader may stop early, and an output that is lost is told in a sentence', async () => {
  const mia = await host().person('mia');
  const players = ['mia', 'Yossi', 'Uri', 'Amir'] as const;
  const sheets = Array.from({ length: 120 }, (_, n) => sheetNumber(n + 1, { players }));
  await mia.runWith(JSON.stringify(sheets), 'import', '-');
  const shell = (line: string) => run(mia, 'bash', '-c', `${line}; echo \${PIPESTATUS[0]}`);
  const first = await shell('whist export | head -1');
  expect(first.stderr).toBe('');
  expect(first.stdout).toMatch(/^\{.*\}\n0\n$/);
  const lost = 'The output cannot be written (ENOSPC); free some space, or write it elsewhere.\n';
  for (const command of ['export', 'stats --json', '--help', '--version'])
    expect(await shell(`whist ${command} > /dev/full`)).toEqual({ stdout: '74\n', stderr: lost });
});

test('the nightly export keeps a copy of all games', async () => {
  const noa = await host().person('noa');
  const players = ['noa', 'Yossi', 'Uri', 'Amir'] as const;
  await noa.runWith(JSON.stringify([1, 2].map((n) => sheetNumber(n, { players }))), 'import', '-');
  const folder = join(noa.home.folder, 'backups');
  await run(noa, example('nightly-export.sh'), folder);
  const [file = '', ...others] = await readdir(folder);
  expect([file, others]).toEqual([expect.stringMatching(/^whist-\d{4}-\d\d-\d\d\.ndjson\.gz$/), []]);
  const { stdout } = await noa.run('import', join(folder, file), '--json');
  expect(stdout).toContain('"added":0,"there":2');
});

test('a bot plays through the pipe until the game is over', async () => {
  const robot = await host().person('robot');
  const table = await (await host().person('table')).wire();
  const { code } = await table.call('room.create', { seated: false });
  const bot = run(robot, process.execPath, example('bot.mjs'), code);
  await table.updated(({ event }) => event.type === 'room.join');
  for (const displayName of ['Gil', 'Uri', 'Shir']) await table.call('room.addGuest', { code, displayName });
  // The first seat deals, and the one after it bids first; the bot bids last.
  await table.call('room.start', { code });
  for (const seat of [1, 2, 3] as const) await table.call('auction.pass', { code, seat });
  await stateWith(({ round }) => round?.highestBid?.seat === 0);
  for (const seat of [1, 2, 3] as const) await table.call('auction.pass', { code, seat });
  const soFar = await stateWith(({ round }) => round?.trump?.seat === 0 && round.contracts[0] === 5);
  expect(soFar.round?.trump).toEqual({ seat: 0, amount: 5, suit: 'clubs' });
  for (const seat of [1, 2, 3] as const) await table.call('contract.set', { code, seat, amount: 3 });
  await table.call('round.record', { code, tricks: [5, 3, 3, 2] });
  await table.call('game.end', { code });
  expect((await bot).stderr).toBe('');
  await table.close();

  async function stateWith(look: (state: RoomState) => boolean): Promise<RoomState> {
    return (await table.updated(({ state }) => look(state))).state;
  }
});
