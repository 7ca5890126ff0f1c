import { join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { expect, test } from 'vitest';
import { loadConfig, type Config } from '../../src/config/load.ts';
import { defaultLimits } from '../../src/config/limits.ts';
import { settings } from '../../src/config/settings.ts';
import { fault, settingsFolder } from './settings-folder.ts';

const { folder, file } = settingsFolder();

function loaded(sources: Parameters<typeof loadConfig>[0]): Config {
  const outcome = loadConfig({ env: {}, ...sources });
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.ok;
}

const unchosen = { terminalProgram: null, isRemote: false, tls: null, ca: null, isPlaintextFine: false };
const usual = { rtl: 'terminal', screenReader: false };

test('by default a server uses loopback, the embedded database and the XDG folders', () => {
  const config = loaded({});
  expect(config).toEqual({
    host: 'localhost',
    port: 4440,
    databaseUrl: null,
    databaseSchema: 'public',
    redisUrl: null,
    dataDir: expect.stringMatching(/whist/),
    durability: 'full',
    graceSeconds: 60,
    abandonedAfter: 30,
    backups: null,
    limits: defaultLimits,
    trustProxy: false,
    allowedHosts: [],
    allowedOrigins: [],
    metricsForAll: false,
    visible: 'everybody',
    logLevel: expect.stringMatching(/^(info|warn)$/),
    configDir: expect.stringMatching(/whist/),
    profile: null,
    isServerNamed: false,
    server: 'ws://127.0.0.1:4440/ws',
    noColor: false,
    theme: 'dark',
    ascii: false,
    notify: { bell: true, title: true },
    advice: false,
    token: null,
    ...usual,
    ...unchosen,
  });
  expect(Object.isFrozen(config)).toBe(true);
  expect(config.dataDir).not.toBe(config.configDir);
});

test('the folders are those of XDG, with the plain name', () => {
  const { data, config } = envPaths('whist', { suffix: '' });
  expect(loaded({})).toMatchObject({ dataDir: data, configDir: config });
});

test('each profile has a folder of its own for its logins', () => {
  const flags = { profile: 'dana' };
  const env = { WHIST_CONFIG_DIR: '/etc/whist', WHIST_PROFILE: 'yossi' };
  expect(loaded({ env })).toMatchObject({ configDir: '/etc/whist/profiles/yossi', profile: 'yossi' });
  expect(loaded({ flags, env }).configDir).toBe('/etc/whist/profiles/dana');
  expect(fault({ flags: { profile: '../dana' } })).toBe(
    '--profile must be 1 to 32 letters, digits, - and _.',
  );
});

test('for each setting flags win over the environment, and the environment over the file', () => {
  const path = file({ port: 1, graceSeconds: 1, databaseUrl: 'postgres://file/whist' });
  const env = { WHIST_CONFIG: path, WHIST_PORT: '2', WHIST_GRACE_SECONDS: '2' };
  const flags = { port: '3' };
  expect(loaded({ flags, env })).toMatchObject({
    port: 3,
    graceSeconds: 2,
    databaseUrl: 'postgres://file/whist',
  });
});

test('--config wins over WHIST_CONFIG, whose file is not even read', () => {
  const flags = { config: file({ port: 5 }) };
  expect(loaded({ flags, env: { WHIST_CONFIG: join(folder.path, 'nowhere.json') } }).port).toBe(5);
});

test('each setting can be given in its variable', () => {
  const config = loaded({
    env: {
      WHIST_LAN: 'on',
      WHIST_PORT: '0',
      WHIST_DATABASE_URL: 'postgresql:///whist?host=/var/run/postgresql',
      WHIST_DATABASE_SCHEMA: 'whist',
      WHIST_REDIS_URL: 'redis://cache:6380/1',
      WHIST_RATE_LIMITS: 'off',
      WHIST_TRUST_PROXY: 'on',
      WHIST_METRICS: 'all',
      WHIST_LOG_LEVEL: 'debug',
      WHIST_DATA_DIR: '/srv/whist',
      WHIST_DURABILITY: 'relaxed',
      WHIST_GRACE_SECONDS: '5',
      WHIST_ABANDONED_AFTER: '7',
      WHIST_BACKUP_TO: '/backups',
      WHIST_BACKUP_EVERY: '12h',
      WHIST_BACKUP_KEEP: '3',
      WHIST_CONFIG_DIR: 'somewhere/whist',
      WHIST_SERVER: 'wss://club.example',
      NO_COLOR: '0',
      WHIST_NOTIFY: 'title',
      WHIST_ADVICE: 'on',
      WHIST_OPERATOR_TOKEN: 'a.b.c',
      WHIST_VISIBLE: 'played',
      WHIST_ALLOW_HOST: 'Whist.example.org,cards.example',
      WHIST_ALLOW_ORIGIN: 'https://club.example',
    },
  });
  expect(config).toEqual({
    host: '::',
    port: 0,
    databaseUrl: 'postgresql:///whist?host=/var/run/postgresql',
    databaseSchema: 'whist',
    redisUrl: 'redis://cache:6380/1',
    dataDir: '/srv/whist',
    durability: 'relaxed',
    graceSeconds: 5,
    abandonedAfter: 7,
    backups: { folder: '/backups', every: 12 * 60 * 60 * 1000, keep: 3 },
    limits: null,
    trustProxy: true,
    allowedHosts: ['whist.example.org', 'cards.example'],
    allowedOrigins: ['https://club.example'],
    metricsForAll: true,
    visible: 'played',
    logLevel: 'debug',
    configDir: resolve('somewhere/whist'),
    profile: null,
    isServerNamed: true,
    server: 'wss://club.example/ws',
    noColor: true,
    theme: 'none',
    ascii: false,
    notify: { bell: false, title: true },
    advice: true,
    token: 'a.b.c',
    ...usual,
    ...unchosen,
  });
});

test('each setting with a flag can be given in it, and other flags of a command are left alone', () => {
  const flags = {
    lan: true,
    port: '7',
    databaseUrl: 'postgres://db',
    databaseSchema: 'whist',
    redisUrl: 'rediss://cache',
    durability: 'relaxed',
    rateLimits: 'off',
    trustProxy: true,
    allowHost: 'h',
    allowOrigin: 'http://h:1,https://i',
    metrics: 'all',
    visible: 'nobody',
    logLevel: 'silent',
    dataDir: 'data',
    server: 'ws://h:1/ws',
    theme: 'light',
    ascii: true,
    token: 'a.b.c',
  };
  expect(loaded({ flags: { ...flags, json: true, code: 'ABC123' } })).toMatchObject({
    host: '::',
    port: 7,
    databaseUrl: 'postgres://db',
    databaseSchema: 'whist',
    redisUrl: 'rediss://cache',
    durability: 'relaxed',
    limits: null,
    trustProxy: true,
    allowedHosts: ['h'],
    allowedOrigins: ['http://h:1', 'https://i'],
    metricsForAll: true,
    visible: 'nobody',
    logLevel: 'silent',
    dataDir: resolve('data'),
    server: 'ws://h:1/ws',
    theme: 'light',
    ascii: true,
    token: 'a.b.c',
  });
});

test('each setting can be given in the file, and folders are relative to the file', () => {
  const path = file({
    lan: true,
    port: 9,
    databaseUrl: 'postgres://db',
    databaseSchema: 'whist',
    redisUrl: 'redis://cache',
    durability: 'relaxed',
    rateLimits: true,
    limits: 'login=9/90,join=1/2',
    trustProxy: true,
    allowHost: 'h.example',
    allowOrigin: 'https://h.example',
    metrics: 'loopback',
    visible: 'nobody',
    logLevel: 'error',
    dataDir: 'data',
    backupTo: 'backups',
    graceSeconds: 0,
    abandonedAfter: 0,
    configDir: '/etc/whist',
    server: 'ws://h',
    noColor: true,
    theme: 'none',
    ascii: false,
    notify: 'bell',
    token: 'a.b.c',
    ...usual,
  });
  expect(loaded({ env: { WHIST_CONFIG: path } })).toEqual({
    host: '::',
    port: 9,
    databaseUrl: 'postgres://db',
    databaseSchema: 'whist',
    redisUrl: 'redis://cache',
    dataDir: join(folder.path, 'data'),
    durability: 'relaxed',
    graceSeconds: 0,
    abandonedAfter: 0,
    backups: { folder: join(folder.path, 'backups'), every: 24 * 60 * 60 * 1000, keep: 7 },
    limits: {
      ...defaultLimits,
      login: { points: 9, seconds: 90 },
      join: { points: 1, seconds: 2 },
    },
    trustProxy: true,
    visible: 'nobody',
    allowedHosts: ['h.example'],
    allowedOrigins: ['https://h.example'],
    metricsForAll: false,
    logLevel: 'error',
    configDir: '/etc/whist',
    profile: null,
    isServerNamed: true,
    server: 'ws://h/ws',
    noColor: true,
    theme: 'none',
    ascii: false,
    notify: { bell: true, title: false },
    advice: false,
    token: 'a.b.c',
    ...usual,
    ...unchosen,
  });
});

test.each([
  [{ COLORFGBG: '0;15' }, { theme: 'light', ascii: false }],
  [{ COLORFGBG: '15;default;0' }, { theme: 'dark', ascii: false }],
  [{ WHIST_THEME: 'high-contrast' }, { theme: 'high-contrast', ascii: false }],
  [
    { NO_COLOR: '1', WHIST_THEME: 'dark' },
    { theme: 'none', ascii: false },
  ],
  [{ TERM: 'dumb' }, { theme: 'none', ascii: true }],
  [{ LANG: 'C' }, { theme: 'dark', ascii: true }],
  [
    { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' },
    { theme: 'dark', ascii: true },
  ],
  [
    { LC_ALL: 'C.UTF-8', LANG: 'C' },
    { theme: 'dark', ascii: false },
  ],
  [{ LC_CTYPE: 'he_IL.utf8' }, { theme: 'dark', ascii: false }],
  [
    { LANG: 'C', WHIST_ASCII: 'off' },
    { theme: 'dark', ascii: false },
  ],
])('the terminal of %j has its looks', (env, looks) => {
  expect(loaded({ env })).toMatchObject(looks);
});

test('an empty variable and a missing flag do not count', () => {
  const env = Object.fromEntries(Object.values(settings).map(({ variable }) => [variable, '']));
  const flags = { port: undefined, lan: undefined, config: undefined };
  expect(loaded({ env: { ...env, WHIST_CONFIG: '' }, flags })).toEqual(loaded({}));
});

test('the URL of a server has one spelling, and by default is that of this machine', () => {
  const server = (text: string) => loaded({ flags: { server: text } }).server;
  expect(server('WS://Table.Local:80')).toBe('ws://table.local/ws');
  expect(server('ws://table.local/')).toBe('ws://table.local/ws');
  expect(server('ws://table.local/whist/ws')).toBe('ws://table.local/whist/ws');
  expect(loaded({ env: { WHIST_PORT: '5000' } }).server).toBe('ws://127.0.0.1:5000/ws');
  expect(loaded({ env: { WHIST_PORT: '0' } }).server).toBe('ws://127.0.0.1:4440/ws');
});
