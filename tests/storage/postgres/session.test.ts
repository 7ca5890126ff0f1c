import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { down, up } from '../../../src/storage/database/migrate.ts';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { checkSession, type Session } from '../../../src/storage/database/session.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';

/** A session behind a pooler that passes nothing on. */
const plain: Session = {
  name: 'whist',
  schema: 'public',
  role: 'dana',
  encoding: 'UTF8',
  path: '"$user", public',
  settings: {
    DateStyle: 'ISO, MDY',
    standard_conforming_strings: 'on',
    default_transaction_isolation: 'read committed',
    statement_timeout: '0',
    transaction_timeout: null,
  },
};
const withSetting = (name: string, value: string): Session => ({
  ...plain,
  settings: { ...plain.settings, [name]: value },
});

test('a session that a pooler gives is used if its settings fit', () => {
  const fits =
    (session: Session, schema = 'public') =>
    () =>
      checkSession(session, schema);
  expect(fits(plain)).not.toThrow();
  expect(fits(withSetting('statement_timeout', '30s'))).not.toThrow();
  expect(fits(withSetting('statement_timeout', '5min'))).not.toThrow();
  expect(fits({ ...plain, schema: null, path: '"club"' }, 'club')).not.toThrow();

  expect(fits(plain, 'club')).toThrow('search_path = "$user", public');
  expect(fits({ ...plain, schema: 'dana' })).toThrow('alter role dana set search_path = "public"');
  expect(fits({ ...plain, encoding: 'SQL_ASCII' })).toThrow('encoding SQL_ASCII');
  expect(fits(withSetting('DateStyle', 'German, DMY'))).toThrow('DateStyle = German, DMY');
  expect(fits(withSetting('standard_conforming_strings', 'off'))).toThrow('standard_conforming_strings');
  expect(fits(withSetting('default_transaction_isolation', 'serializable'))).toThrow('serializable');
  for (const short of ['1s', '900ms', '9s'])
    expect(fits(withSetting('statement_timeout', short))).toThrow(`statement_timeout = ${short}`);
});

test.runIf(hasPostgres)('a long wait for another server is told, and ends with its transaction', async () => {
  const { orm, databaseUrl, close } = await testPostgres.open();
  onTestFinished(close);
  const other = await openDatabase({ databaseUrl: databaseUrl ?? '' });
  onTestFinished(other.close);
  await down(orm);
  const told = Promise.withResolvers<string>();
  const waiting = await sqlOf(other.orm)
    .transaction()
    .execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${0x7768697374}::bigint)`.execute(trx);
      const result = up(orm, told.resolve);
      expect(await told.promise).toContain('another whist');
      return { result };
    });
  expect(await waiting.result).toHaveLength(1);
  expect(await up(orm)).toEqual([]);
});
