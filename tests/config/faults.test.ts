import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fault, settingsFolder } from './settings-folder.ts';

const { folder, file } = settingsFolder();

describe('a wrong value is told in one sentence that names the setting', () => {
  test.each([
    [{ port: 'abc' }, '--port must be a whole number from 0 to 65535.'],
    [
      { redisUrl: 'http://:secret@cache' },
      '--redis-url must be a URL that begins with redis:// or rediss://.',
    ],
    [{ rateLimits: 'maybe' }, '--rate-limits must be on or off.'],
    [{ limits: 'login=5' }, 'limits must be limits like login=5/900,join=30/60.'],
    [{ limits: 'sleep=5/9' }, 'limits must be limits like login=5/900,join=30/60.'],
    [{ metrics: 'friends' }, '--metrics must be loopback or all.'],
    [{ port: '' }, '--port must be a whole number from 0 to 65535.'],
    [{ port: '65536' }, '--port must be a whole number from 0 to 65535.'],
    [{ port: '-1' }, '--port must be a whole number from 0 to 65535.'],
    [{ port: '1.5' }, '--port must be a whole number from 0 to 65535.'],
    [
      { databaseUrl: 'mysql://root:secret@db' },
      '--database-url must be a URL like postgresql://user:password@host:5432/name, with the signs / ? # @ % in its parts escaped (@ is %40).',
    ],
    [{ databaseSchema: 'pg_mine' }, /^--database-schema must be a name /],
    [{ databaseSchema: 'a.b' }, /^--database-schema must be a name /],
    [{ durability: 'none' }, '--durability must be full or relaxed.'],
    [{ dataDir: '' }, '--data-dir must be a folder.'],
    [{ dataDir: 'a\0b' }, '--data-dir must be a folder.'],
    [{ server: 'table.local' }, '--server must be a URL like ws://192.168.1.20:4440/ws.'],
    [{ server: 'http://table.local' }, '--server must be a URL like ws://192.168.1.20:4440/ws.'],
  ])('flags %j', (flags, sentence) => {
    expect(fault({ flags })).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });

  test.each([
    [{ WHIST_LAN: 'maybe' }, 'WHIST_LAN must be on or off.'],
    [{ WHIST_GRACE_SECONDS: '-5' }, 'WHIST_GRACE_SECONDS must be a whole number from 0 to 86400.'],
    [{ WHIST_GRACE_SECONDS: '1e3' }, 'WHIST_GRACE_SECONDS must be a whole number from 0 to 86400.'],
  ])('variables %j', (env, sentence) => {
    expect(fault({ env })).toBe(sentence);
  });

  test.each([
    [{ prot: 1 }, /has an unknown key "prot"; it may have lan, port, /],
    ['{"__proto__":{"port":1}}', /has an unknown key "__proto__"/],
    [{ config: 'other.json' }, /has an unknown key "config"/],
    [{ port: '4440' }, /^"port" in the settings file .* must be a whole number from 0 to 65535\.$/],
    [{ lan: 'on' }, /^"lan" in .* must be on or off\.$/],
    [{ databaseUrl: null }, /^"databaseUrl" in .* must be a URL/],
    ['[]', /must hold one JSON object\.$/],
    ['null', /must hold one JSON object\.$/],
    ['{"port":', /is not JSON\.$/],
  ])('file %j', (content, sentence) => {
    const path = file(content);
    expect(fault({ env: { WHIST_CONFIG: path } })).toMatch(sentence);
    expect(fault({ env: { WHIST_CONFIG: path } })).toContain(path);
  });

  test('a settings file that is not there, or is a folder, is told', () => {
    const path = join(folder.path, 'nowhere.json');
    expect(fault({ flags: { config: path } })).toBe(`The settings file ${path} is not there.`);
    expect(fault({ flags: { config: folder.path } })).toBe(
      `The settings file ${folder.path} cannot be read (EISDIR).`,
    );
  });

  test('a wrong value is reported even if another source wins', () => {
    expect(fault({ env: { WHIST_PORT: 'abc' }, flags: { port: '1' } })).toMatch(/^WHIST_PORT/);
  });
});

test.each([
  'redis://:se/cret@cache',
  'redis://dana:5/cret@cache:6379',
  'redis://dana:5#cret@cache',
  'redis://dana:5?cret@cache/0',
  'redis://:se%cret@cache',
  'redis://:secret@cache:port',
  'redis://:secret@cache/seven',
  'redis://:secret@[cache',
])('the URL %s of Redis is refused without a word of it', (redisUrl) => {
  const sentence = `is a URL that cannot be read; write each sign of its password that is not a letter or a digit as % and two digits, / as %2F and @ as %40.`;
  expect(fault({ flags: { redisUrl } })).toBe(`--redis-url ${sentence}`);
  expect(fault({ env: { WHIST_REDIS_URL: redisUrl } })).toBe(`WHIST_REDIS_URL ${sentence}`);
});
