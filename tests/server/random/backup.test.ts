import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { tables } from '../../rules/random.ts';
import { backUp, backupFolder, everything, restore } from '../../storage/backup/made.ts';
import { testDatabases, type OpenTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startServer } from '../../support/server.ts';
import { playEvening } from './evening.ts';

const plans = fc.sample(tables(60), { numRuns: 2, seed: 20_261_128 });
const file = backupFolder();

interface Source {
  readonly rows: Readonly<Record<string, readonly string[]>>;
  readonly file: string;
}

const sources = new Map<string, Promise<Source>>();
const sourceOn = (database: TestDatabase) => {
  const source = sources.get(database.name) ?? playAndBackUp(database);
  sources.set(database.name, source);
  return source;
};

/** The rows of games that were played on a server, and a backup of them. */
async function playAndBackUp({ name, open }: TestDatabase): Promise<Source> {
  const opened = Promise.withResolvers<OpenTestDatabase>();
  const server = await startServer({
    name,
    async open() {
      const database = await open();
      opened.resolve(database);
      return database;
    },
  });
  try {
    await playEvening(server, plans);
    const database = await opened.promise;
    const path = file(`${name}.backup`);
    const summary = await backUp(database, path);
    const rows = await everything(database.orm);
    expect(summary).toMatchObject({
      games: plans.length,
      rows: Object.values(rows).reduce((sum, { length }) => sum + length, 0),
    });
    return { rows, file: path };
  } finally {
    await server.stop();
  }
}

/** The keys and the indexes of the tables. */
async function keysOf({ orm }: OpenTestDatabase): Promise<unknown> {
  const { rows } = await sql`
    select indexname as name, indexdef as definition from pg_indexes where schemaname = current_schema()
    union all
    select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = current_schema()::regnamespace
    order by 1, 2`.execute(sqlOf(orm));
  return rows;
}

const opened: OpenTestDatabase[] = [];
afterAll(async () => {
  for (const { close } of opened) await close();
});

for (const source of testDatabases)
  // Each kind of database restores a backup of the other one.
  for (const target of testDatabases.filter((one) => one !== source || testDatabases.length === 1))
    test(`a backup of ${source.name} restores every row on ${target.name}`, async () => {
      const { rows, file: path } = await sourceOn(source);
      const database = await target.open();
      opened.push(database);
      const before = await keysOf(database);
      expect(await restore(database, path)).toEqual([]);
      expect(await keysOf(database)).toEqual(before);
      expect(await everything(database.orm)).toEqual(rows);
      const { differences } = await examine(sqlOf(database.orm), {
        repair: false,
        progress: () => undefined,
      });
      expect(differences).toEqual([]);
      await expect(restore(database, path)).rejects.toMatchObject({ reason: 'database_used' });
    });
