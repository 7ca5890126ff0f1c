import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { completionsOf } from '../../src/cli/completion/completion.ts';
import { expectedAfter } from '../../src/cli/completion/expected.ts';
import { scripts } from '../../src/cli/completion/scripts.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { whist } from '../support/cli.ts';
import { hostForFile, jsonOf, type HomePerson } from '../support/host.ts';
import { pathWithWhist } from '../support/path.ts';

const host = hostForFile();

/** The completions of bash, when this person presses the tab key at the end of a command line. */
async function completed({ home }: HomePerson, ...words: string[]): Promise<string[]> {
  const line = ['whist', ...words].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const ask = `${scripts.bash}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _whist; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...home.env, ...host().env, PATH: await pathWithWhist(home), LC_ALL: 'C.UTF-8' };
  const { stdout } = await promisify(execFile)('bash', ['-c', ask], { env });
  return stdout.split('\n').filter((text) => text !== '');
}

test('the tab key completes rooms, games, users and groups from the server', async () => {
  const dana = await host().person('dana');
  const sheets = [1, 2].map((n) => sheetNumber(n, { group: 'Friday Night Whist' }));
  await dana.runWith(JSON.stringify(sheets), 'import', '-');
  const { code } = jsonOf(await dana.run('create', '--json', '--group', 'friday night whist')) as RoomState;
  expect(await completed(dana, 'join', '')).toEqual([code]);
  expect(await completed(dana, 'game', '')).toHaveLength(2);
  expect(await completed(dana, 'stats', 'da')).toEqual(['dana']);
  expect(await completed(dana, 'export', '--group', '=', 'Fri')).toEqual(['Friday\\ Night\\ Whist']);
  expect(await completed(dana, 'group', 'show', '"fri')).toEqual(['Friday Night Whist']);
  expect(await completed(dana, 'import', 'package-l')).toEqual(['package-lock.json']);
});

test('the tab key offers nothing if no server runs, and prints no error', async () => {
  const { home } = await host().stranger();
  const env = { WHIST_SERVER: 'ws://127.0.0.1:1/ws' };
  const asked = await whist(['completion', 'words', '--', 'join', ''], { home, env });
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
