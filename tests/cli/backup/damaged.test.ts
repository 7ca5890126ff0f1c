import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '../../../src/storage/database/open.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { scribble } from '../../storage/damage.ts';
import { makeHome, start, whist, type Home } from '../../support/cli.ts';

let home: Home;
/** The folder of a server that was killed, so that PostgreSQL recovers when it starts again. */
let killed: string;
beforeAll(async () => {
  home = await makeHome();
  killed = join(home.folder, 'killed');
  await cp(inject('templates').dataDir, killed, { recursive: true });
  const server = start(['serve', '--json', '--port', '0', '--data-dir', killed], { home });
  await server.line((line) => line.includes('"event":"listening"'));
  server.kill('SIGKILL');
  await server.ended;
});
afterAll(() => home.remove());

/** The file of a table in the database. */
async function fileOf(table: string): Promise<string> {
  const dataDir = join(home.folder, 'whole');
  await cp(inject('templates').dataDir, dataDir, { recursive: true });
  const { orm, close } = await openDatabase({ dataDir });
  const { rows } = await sql<{ path: string }>`select pg_relation_filepath(${table}) as path`.execute(
    sqlOf(orm),
  );
  await close();
  await rm(dataDir, { recursive: true });
  return rows[0]?.path ?? '';
}

test.each([
  ['of PostgreSQL', 'pg_class', /is damaged and does not start \(invalid page .*whist restore FILE/],
  ['of the program', 'mikro_orm_migrations', /has damaged a part .*\(invalid page .*whist restore FILE/],
])('a server whose disk has damaged a table %s ends with a sentence', async (_, table, sentence) => {
  const path = await fileOf(table);
  const dataDir = join(home.folder, table);
  await cp(killed, dataDir, { recursive: true });
  await rm(join(dataDir, 'lock.json'));
  scribble(join(dataDir, 'database', path), 100, 300);
  const ended = await whist(['serve', '--json', '--port', '0', '--data-dir', dataDir], { home });
  expect(ended.exitCode).toBe(74);
  const { error } = JSON.parse(ended.stdout) as { error: object };
  expect(error).toEqual({ reason: 'database_damaged', message: expect.stringMatching(sentence) });
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
});
