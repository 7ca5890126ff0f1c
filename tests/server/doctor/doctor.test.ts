import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fillResults } from '../../../src/storage/derived/results.ts';
import type { Examination } from '../../../src/storage/doctor/index.ts';
import { oneDatabase, testDatabases } from '../../support/database.ts';
import { expectFolded } from '../tables.ts';
import { openClub, type Club } from './club.ts';
import { damagesOfCounters, damagesOfGames, damagesOfResults, type Damage } from './damages.ts';

test.each(testDatabases)('the doctor finds nothing if nothing is wrong, on $name', async (database) => {
  const club = await openClub(database);
  expect(await club.examine()).toEqual({ games: 5, differences: [], broken: 0 });
});

const damages: readonly (readonly [string, readonly Damage[]])[] = [
  ['games', damagesOfGames],
  ['results', damagesOfResults],
  ['counters', damagesOfCounters],
];
for (const [name, ofTheseTables] of damages)
  test.each(oneDatabase)(
    `the doctor names damage of ${name}, and repairs it when asked, on $name`,
    async (database) => {
      const club = await openClub(database);
      for (const damage of ofTheseTables) await expectMended(club, damage);
    },
  );

test.each(testDatabases)(
  'a server starts although a game has lost its rounds, on $name',
  async (database) => {
    const { db, examine } = await openClub(database);
    await sql`delete from results`.execute(db);
    await sql`
    delete from rounds where game_id = (
      select id from games where status = 'finished' order by ended_at, id limit 1)`.execute(db);
    await fillResults(db);
    expect((await examine()).differences.length).toBeGreaterThan(0);
    await examine(true);
    expect(await examine()).toMatchObject({ differences: [] });
  },
);

test.each(testDatabases)(
  'the doctor names a log that breaks the rules, and changes no row, on $name',
  async (database) => {
    const { db, finished, examine, rows } = await openClub(database);
    await sql`
    update game_events set payload = '{"tricks": [9, 9, 9, 9]}'
    where game_id = ${finished.gameId}::uuid and type = 'round.record'`.execute(db);
    const before = await rows();
    const found = await examine(true);
    expect(found).toMatchObject({
      broken: 1,
      differences: [
        {
          table: 'game_events',
          row: expect.stringContaining(`game ${finished.gameId}, entry `),
          stored: 'round.record',
          expected: expect.stringContaining('tricks_not_13'),
        },
      ],
    });
    expect(await rows()).toEqual(before);
  },
);

async function expectMended(club: Club, { name, statement, place }: Damage): Promise<void> {
  const { db, examine, rows, finished, auction } = club;
  const before = await rows();
  await statement.execute(db);
  const damaged = await rows();
  expect([name, damaged]).not.toEqual([name, before]);

  const found = await examine();
  const places = found.differences.map(({ table, column }) => `${table}.${column ?? 'row'}`);
  expect([name, places]).toEqual([name, expect.arrayContaining([place])]);
  // The doctor does not name correct rows, even if they were computed from wrong ones.
  const tables = new Set(found.differences.map(({ table }) => table));
  expect([name, tables]).toEqual([name, tablesNamed(place, found)]);
  expect([name, await rows()]).toEqual([name, damaged]);

  expect([name, (await examine(true)).differences]).toEqual([name, found.differences]);
  expect([name, await rows()]).toEqual([name, before]);
  expect([name, await examine()]).toMatchObject([name, { differences: [] }]);
  for (const { gameId } of [finished, auction]) await expectFolded(db, gameId);
}

/**
 * The tables that the doctor may name. A missing round has missing rows in other tables; other damage is in
 * one table.
 */
function tablesNamed(place: string, { differences }: Examination): Set<string> {
  return place === 'rounds.row'
    ? new Set(differences.map(({ table }) => table))
    : new Set([place.split('.')[0] ?? '']);
}
