import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { refusalOf } from '../../../src/storage/database/refusals.ts';
import { openStorage } from '../../../src/storage/index.ts';
import { StorageFault } from '../../../src/storage/database/fault.ts';
import { databaseAt, onServer } from '../../support/global-setup.ts';

const { postgres } = inject('templates');

// Without a PostgreSQL nothing runs here, but the names below are made.
const { url = 'postgres://nowhere/none', template = '', prefix = '' } = postgres ?? {};
const name = `${prefix}${randomBytes(4).toString('hex')}`;
const role = `whist_${randomBytes(4).toString('hex')}`;
const database = sql.id(name);
const reader = sql.id(role);
const own = databaseAt(url, name);
const readers = new URL(own);
readers.username = role;

/** The answer of a server that is started there. */
async function start(databaseUrl: string, schema = 'public'): Promise<string> {
  try {
    const storage = await openStorage({ databaseUrl, schema });
    try {
      await storage.migrateUp();
      await storage.checkWritable();
      return 'started';
    } finally {
      await storage.close();
    }
  } catch (error) {
    const fault = error instanceof StorageFault ? error : refusalOf(error);
    if (!fault) throw error;
    expect(fault.message).not.toContain(role);
    return fault.reason;
  }
}

async function changed(how: ReturnType<typeof sql>): Promise<string> {
  await onServer(url, sql`alter role ${reader} ${how}`);
  return start(readers.href);
}

describe.runIf(postgres)('a PostgreSQL that does not fit', () => {
  beforeAll(async () => {
    await onServer(url, sql`create database ${database} template ${sql.id(template)}`);
    await onServer(url, sql`create role ${reader} login`);
    await onServer(own, sql`grant select on all tables in schema public to ${reader}`);
  });
  afterAll(async () => {
    await onServer(url, sql`drop database ${database} with (force)`);
    await onServer(url, sql`drop role ${reader}`);
  });

  test('what the role or the database may set for a session does not matter', async () => {
    const changes = {
      search_path: 'nowhere',
      DateStyle: 'German, DMY',
      IntervalStyle: 'sql_standard',
      TimeZone: 'Asia/Jerusalem',
      standard_conforming_strings: 'off',
      bytea_output: 'escape',
      extra_float_digits: '-15',
      statement_timeout: '1ms',
      lock_timeout: '1ms',
      idle_in_transaction_session_timeout: '1ms',
      default_transaction_isolation: 'serializable',
      lc_messages: 'C',
    };
    for (const [setting, value] of Object.entries(changes))
      await onServer(url, sql`alter database ${database} set ${sql.raw(setting)} = ${sql.lit(value)}`);
    await onServer(own, sql`create schema ${reader}`);
    expect([await start(own), await start(own)]).toEqual(['started', 'started']);
    // The schema is made with the tables, and found again.
    expect([await start(own, 'Other-1'), await start(own, 'Other-1')]).toEqual(['started', 'started']);
  });

  test('a role that may not do everything is told before anybody plays', async () => {
    const reasons = {
      reads: await start(readers.href),
      'may not create': await start(readers.href, 'another'),
      'reads only': await changed(sql`set default_transaction_read_only = on`),
      'no connection left': await changed(sql`connection limit 0`),
      'no login': await changed(sql`nologin`),
    };
    expect(reasons).toEqual({
      reads: 'database_forbidden',
      'may not create': 'database_forbidden',
      'reads only': 'database_read_only',
      'no connection left': 'database_busy',
      'no login': 'database_forbidden',
    });
  });

  test.each([
    ['database_missing', () => databaseAt(url, `${name}_not`)],
    ['database_url', () => `${own}?sslmode=perhaps`],
    ['database_url', () => `${own}?sslmode=verify-ca`],
    ['database_url', () => `${own}?sslmode=verify-full&sslrootcert=/nowhere/ca.crt`],
    ['started', () => `${own}?sslmode=disable`],
    ['started', () => `${own}?sslmode=allow`],
    ['started', () => `${own}?sslmode=prefer`],
  ])('%s: %#', async (reason, where) => {
    expect(await start(where())).toBe(reason);
  });

  test('a database that cannot hold every letter is refused', async () => {
    const old = `${name}_latin`;
    await onServer(
      url,
      sql`create database ${sql.id(old)} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0`,
    );
    expect(await start(databaseAt(url, old))).toBe('database_settings');
  });
});
