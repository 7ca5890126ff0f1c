import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { usualFolders } from '../../src/config/homes.ts';

test.each<[NodeJS.Platform, Record<string, string>, data: string, config: string]>([
  ['linux', { HOME: '/home/dana' }, '/home/dana/.local/share/whist', '/home/dana/.config/whist'],
  ['linux', { HOME: '/d', XDG_DATA_HOME: '/x', XDG_CONFIG_HOME: '/y' }, '/x/whist', '/y/whist'],
  [
    'linux',
    { HOME: '/d', XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' },
    '/d/.local/share/whist',
    '/d/.config/whist',
  ],
  [
    'linux',
    { HOME: '/d', XDG_DATA_HOME: 'x', XDG_CONFIG_HOME: './y' },
    '/d/.local/share/whist',
    '/d/.config/whist',
  ],
  ['darwin', { HOME: '/d' }, '/d/Library/Application Support/whist', '/d/Library/Preferences/whist'],
])('the folders on %s with %j', (platform, env, ...[data, config]) => {
  expect(usualFolders(env, platform)).toEqual({ data, config });
});

test.each(['', 'dana', undefined])('with the home %j the list of users tells the folders', (home) => {
  const env = home === undefined ? {} : { HOME: home };
  const { data, config } = usualFolders(env, 'linux');
  expect([data, config]).toEqual([expect.stringMatching(/^\//), expect.stringMatching(/^\//)]);
});

const isRoot = process.geteuid?.() === 0 && process.platform === 'linux';
test.runIf(isRoot)('a user without a home needs a folder only where it is used', () => {
  const code = `
    const { loadConfig } = await import('./src/config/load.ts');
    const said = (read) => { try { return read(); } catch ({ name, reason, message }) { return { name, reason, message }; } };
    const { ok } = loadConfig({ flags: { port: '7' } });
    const named = loadConfig({ flags: { dataDir: '/srv/whist' } }).ok;
    console.log(JSON.stringify([ok.port, named.dataDir, said(() => ok.dataDir), said(() => ok.configDir)]));`;
  // A number that no list of users has.
  const nobody = { uid: 3_987_654, gid: 3_987_654 };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    ...nobody,
    env: { PATH: process.env['PATH'], HOME: '' },
    encoding: 'utf8',
  });
  const missing = (variable: string) => ({
    name: 'ConfigFault',
    reason: 'setting_missing',
    message: `The home folder of this user is not known: name a folder in ${variable}, or set HOME.`,
  });
  expect([stderr, JSON.parse(stdout || 'null')]).toEqual([
    '',
    [7, '/srv/whist', missing('WHIST_DATA_DIR'), missing('WHIST_CONFIG_DIR')],
  ]);
});
