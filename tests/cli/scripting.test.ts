import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { completionsOf } from '../../src/cli/completion/completion.ts';
import { expectedAfter } from '../../src/cli/completion/expected.ts';
import { scripts } from '../../src/cli/completion/scripts.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import { makeHome, startWhist, whist, type Home, type Hosting } from '../support/cli.ts';
import { pathWithWhist } from '../support/path.ts';
import { connect } from '../support/wire.ts';

let home: Home;
let host: Hosting;
let env: Record<string, string>;
beforeAll(async () => {
  home = await makeHome();
  host = await startWhist([], { home });
  env = { ...home.env, WHIST_SERVER: host.listening.url, PATH: await pathWithWhist(home), LC_ALL: 'C.UTF-8' };
  const dana = ['--username=dana', '--email=dana@example.org', '--display-name=Dana'];
  await whist(['register', ...dana], { home, env, input: 'correct horse\n' });
});
afterAll(async () => {
  await host.stop();
  await home.remove();
});

const example = (name: string) => join('docs', 'examples', name);
const run = async (file: string, ...args: string[]) => promisify(execFile)(file, args, { env });

/** The completions of bash, when the tab key is pressed at the end of a command line. */
async function completed(...words: string[]): Promise<string[]> {
  const line = ['whist', ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const ask = `${scripts.bash}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _whist; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', '-c', ask);
  return stdout.split('\n').filter((text) => text !== '');
}

test('a spreadsheet is checked and imported, and its players are ranked', async () => {
  const args = [example('friday.csv'), example('players.csv'), 'Friday Night Whist'];
  const { stdout, stderr } = await run(example('import-spreadsheet.sh'), ...args);
  expect(stderr).toMatch(/^2 added, 0 there already$/m);
  expect(stdout).toMatch(/Dana/);
  expect((await run(example('import-spreadsheet.sh'), ...args)).stderr).toMatch(
    /^0 added, 2 there already$/m,
  );
});

test('the nightly export keeps a copy of all games', async () => {
  const folder = join(home.folder, 'backups');
  await run(example('nightly-export.sh'), folder);
  const [file = '', ...others] = await readdir(folder);
  expect([file, others]).toEqual([expect.stringMatching(/^whist-\d{4}-\d\d-\d\d\.ndjson\.gz$/), []]);
  const { stdout } = await whist(['import', join(folder, file), '--json'], { home, env });
  expect(stdout).toContain('"added":0,"there":2');
});

test('a bot plays through the pipe until the game is over', async () => {
  const table = await connect(host.listening.url);
  const account = {
    username: 'table',
    email: 't@example.org',
    password: 'correct horse',
    displayName: 'Table',
  };
  await table.call('auth.register', account);
  const { code } = await table.call('room.create', { seated: false });
  const bot = run(process.execPath, example('bot.mjs'), code);
  await table.updated(({ event }) => event.type === 'room.join');
  for (const displayName of ['Gil', 'Uri', 'Shir']) await table.call('room.addGuest', { code, displayName });
  // The first seat deals, and the one after it speaks first; the bot speaks last.
  await table.call('room.start', { code });
  for (const seat of [1, 2, 3] as const) await table.call('auction.pass', { code, seat });
  await stateWith(({ round }) => round?.highestBid?.seat === 0);
  for (const seat of [1, 2, 3] as const) await table.call('auction.pass', { code, seat });
  const spoken = await stateWith(({ round }) => round?.trump?.seat === 0 && round.contracts[0] === 5);
  expect(spoken.round?.trump).toEqual({ seat: 0, amount: 5, suit: 'clubs' });
  for (const seat of [1, 2, 3] as const) await table.call('contract.set', { code, seat, amount: 3 });
  await table.call('round.record', { code, tricks: [5, 3, 3, 2] });
  await table.call('game.end', { code });
  expect((await bot).stderr).toBe('');
  await table.close();

  async function stateWith(look: (state: RoomState) => boolean): Promise<RoomState> {
    return (await table.updated(({ state }) => look(state))).state;
  }
});

describe('the tab key', () => {
  test('completes rooms, games, users and groups from the server', async () => {
    const created = await whist(['create', '--json', '--group', 'friday night whist'], { home, env });
    const { code } = JSON.parse(created.stdout) as RoomState;
    expect(await completed('join', '')).toEqual([code]);
    expect(await completed('game', '')).toHaveLength(3);
    expect(await completed('stats', 'da')).toEqual(['dana']);
    expect(await completed('export', '--group', '=', 'Fri')).toEqual(['Friday\\ Night\\ Whist']);
    expect(await completed('group', 'show', '"fri')).toEqual(['Friday Night Whist']);
    expect(await completed('import', 'package-l')).toEqual(['package-lock.json']);
  });

  test('offers nothing if no server runs, and prints no error', async () => {
    const away = { ...env, WHIST_SERVER: 'ws://127.0.0.1:1/ws' };
    const asked = await whist(['completion', 'words', '--', 'join', ''], { home, env: away });
    expect(asked).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test.each<[words: string[], values: string[]]>([
    [['expo'], ['export']],
    [['help', 'expo'], ['export']],
    [
      ['help', 'migrate', 's'],
      ['status', 'sql'],
    ],
    [['group', 'add', 'Friday', 'dana', '--se'], ['--server']],
    [
      ['serve', '--rate-limits', 'o'],
      ['on', 'off'],
    ],
    [['completion', 'w'], []],
    [['--ver'], ['--version']],
    [['group', 'tr'], ['transfer']],
    [['claim', 'ap'], ['approve']],
    [
      ['migrate', 's'],
      ['status', 'sql'],
    ],
    [['export', '--form'], ['--format']],
    [['export', '--format', 'n'], ['ndjson']],
    [['export', '--format=n'], ['--format=ndjson']],
    [
      ['stats', '--by', 'win'],
      ['wins', 'winRate'],
    ],
    [['rpc', 'frisch'], ['frisch.done']],
    [['completion', 'z'], ['zsh']],
    [['nosuch', ''], []],
  ])('completes %j', async (words, values) => {
    const config = loadConfig({ flags: {}, env: {} });
    if ('error' in config) throw new Error(config.error);
    const lines = await completionsOf(config.ok, words);
    expect(lines.map((line) => line.split('\t')[0])).toEqual(values);
  });

  test.each([
    [['import', ''], 'file'],
    [['import', '--players', ''], 'file'],
    [['join', '--seat', '2', ''], 'code'],
    [['export', '-o', ''], 'file'],
    [['group', 'add', ''], 'group'],
    [['group', '--json', 'add', 'Friday', ''], 'user'],
    [['claim', 'guest', ''], 'game'],
    [['claim', 'guest', 'ABC123', ''], null],
    [['claim', 'approve', ''], 'claim'],
    [['history', ''], 'user'],
    [['replay', ''], 'game'],
    [['join', 'ABC123', ''], null],
  ])('after %j expects %s', (words, source) => {
    expect(expectedAfter(words).source).toBe(source);
  });
});
