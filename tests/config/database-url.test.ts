import { expect, test } from 'vitest';
import { databaseAddress } from '../../src/config/database-url.ts';
import { fault } from './settings-folder.ts';

// Each would make another part of the URL out of the password, and that part is printed and looked up.
test.each([
  'secret',
  'mysql://dana:secret@db/whist',
  'postgres:dana:secret@db/whist',
  'postgres://dana:se/cret@db/whist',
  'postgres://dana:1/secret@db/whist',
  'postgres://dana:se?cret@db/whist',
  'postgres://dana:1?secret@db/whist',
  'postgres://dana:se#cret@db/whist',
  'postgres://dana:1#secret@db/whist',
  'postgres://dana:s@cret@db/whist',
  'postgres://dana:100%secret@db/whist',
  'postgres://dana:%ffsecret@db/whist',
  'postgres://dana:se cret@db/whist',
  'postgres://dana:secret%40db/whist',
  'postgres://dana:secret',
  'postgres://dana:12345',
  'postgres://dana:[secret/whist',
  'postgres://dana:secret@[/whist',
  'postgres://dana:secret@db:port/whist',
  'postgres://dana:secret@db:65536/whist',
  'postgres://dana:secret@one,two/whist',
])('a URL in which the password may be something else is refused without a word of it: %s', (databaseUrl) => {
  expect(databaseAddress(databaseUrl)).toBeNull();
  expect(fault({ flags: { databaseUrl } })).toMatch(/^--database-url must be a URL like /);
  expect(fault({ flags: { databaseUrl } })).not.toMatch(/secret|12345|cret/);
});

test.each([
  ['postgres://db', { host: 'db', port: 5432, user: '', password: '', database: '' }],
  ['postgresql://db:5433/whist', { host: 'db', port: 5433, database: 'whist' }],
  ['postgres://dana:a%2Fb%40c%3F%23%25@db/whist', { user: 'dana', password: 'a/b@c?#%', host: 'db' }],
  ['postgres://dana:a:b$!@db/whist', { password: 'a:b$!', host: 'db' }],
  ['postgres://dana@[::1]:5432/whist', { user: 'dana', host: '::1', port: 5432 }],
  ['postgresql:///whist?host=/var/run/postgresql', { host: '/var/run/postgresql', database: 'whist' }],
  ['postgres://dana@%2Fvar%2Frun/whist', { host: '/var/run', user: 'dana' }],
  ['postgres://dana:x@/whist?host=/tmp&port=5433', { host: '/tmp', port: 5433 }],
  ['postgres://db/x?user=dana&password=a%26b&dbname=y', { user: 'dana', password: 'a&b', database: 'y' }],
])('a URL is taken apart: %s', (text, parts) => {
  expect(databaseAddress(text, {})).toMatchObject(parts);
});

test('the variables of libpq stand for what a URL does not say', () => {
  const env = { PGHOST: '/tmp', PGPORT: '5433', PGSSLMODE: 'require', PGOPTIONS: '-c geqo=off' };
  expect(databaseAddress('postgres:///whist?sslmode=disable', env)).toMatchObject({
    host: '/tmp',
    port: 5433,
    parameters: new Map([
      ['sslmode', 'disable'],
      ['options', '-c geqo=off'],
    ]),
  });
});
