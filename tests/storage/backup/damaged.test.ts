import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { openBackup } from '../../../src/storage/index.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { testDatabases } from '../../support/database.ts';
import { backUp, backupFolder } from './made.ts';

const file = backupFolder();

let whole: Buffer;
beforeAll(async () => {
  const [embedded] = testDatabases;
  if (!embedded) throw new Error('the embedded database is always there');
  const database = await embedded.open();
  try {
    const id = '00000000-0000-7000-8000-000000000002';
    await sqlOf(database.orm).insertInto('nodes').values({ id }).execute();
    await backUp(database, file('whole'));
  } finally {
    await database.close();
  }
  whole = await readFile(file('whole'));
});

const flipped = (position: number) => {
  const bytes = Buffer.from(whole);
  bytes[bytes.length + position] = (bytes.at(position) ?? 0) ^ 1;
  return bytes;
};

/** The backup with another header, and the digest that belongs to it. */
const withHeader = (change: object) => {
  const start = whole.indexOf('\n');
  const header = { ...(JSON.parse(whole.toString('utf8', 0, start)) as object), ...change };
  const content = Buffer.concat([Buffer.from(JSON.stringify(header)), whole.subarray(start, -66)]);
  const digest = createHash('sha256').update(content).digest('hex');
  return Buffer.concat([content, Buffer.from(`\n${digest}\n`)]);
};

test('a whole backup is opened', async () => {
  await writeFile(file('same'), withHeader({}));
  const { header, bytes } = await openBackup(file('same'));
  expect([header.format, bytes]).toEqual(['whist-backup/1', whole.length]);
});

test.each<[string, string, () => Buffer | string]>([
  ['is empty', 'not_a_backup', () => ''],
  ['is something else', 'not_a_backup', () => 'players,dana\n'.repeat(99)],
  ['is JSON of something else', 'not_a_backup', () => '[]\n'.repeat(99)],
  ['is cut in its header', 'not_a_backup', () => whole.subarray(0, 20)],
  ['is cut behind its header', 'backup_damaged', () => whole.subarray(0, whole.indexOf('\n') + 1)],
  ['is cut in its rows', 'backup_damaged', () => whole.subarray(0, -200)],
  ['lacks its last byte', 'backup_damaged', () => whole.subarray(0, -1)],
  ['has more bytes', 'backup_damaged', () => Buffer.concat([whole, Buffer.from('\n')])],
  ['has another byte in its rows', 'backup_damaged', () => flipped(-100)],
  ['has another byte in its digest', 'backup_damaged', () => flipped(-10)],
  [
    'has another time',
    'backup_damaged',
    () => Buffer.from(whole.toString('latin1').replace('T', 't'), 'latin1'),
  ],
  ['has a newer format', 'not_a_backup', () => withHeader({ format: 'whist-backup/2' })],
  ['has a newer schema', 'schema_too_new', () => withHeader({ schema: 'Migration999Later' })],
])('a file that %s is refused: %s', async (_, reason, content) => {
  const path = file('damaged');
  await writeFile(path, content());
  await expect(openBackup(path)).rejects.toMatchObject({
    reason,
    message: expect.stringContaining(path) as string,
  });
});
