import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { foldedName, misfitOfParam } from '../../src/protocol/index.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { down, up } from '../../src/storage/database/migrate.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import type { TestDatabase } from '../support/database.ts';
import { databaseAt, onServer as runOn } from '../support/global-setup.ts';
import { serverTest } from '../support/server-test.ts';
import { connect } from '../support/wire.ts';

const { postgres } = inject('templates');

/** A database in which the small letter of I has no dot. */
const turkish: TestDatabase = {
  name: 'postgres',
  async open() {
    const { url, prefix } = postgres ?? { url: '', prefix: '' };
    const name = `${prefix}${randomBytes(4).toString('hex')}`;
    await runOn(
      url,
      sql`create database ${sql.id(name)} template template0 locale_provider icu icu_locale 'tr'`,
    );
    const databaseUrl = databaseAt(url, name);
    const { close, ...database } = await openDatabase({ databaseUrl });
    await up(database.orm);
    return {
      ...database,
      databaseUrl,
      async close() {
        await close();
        await runOn(url, sql`drop database ${sql.id(name)} with (force)`);
      },
    };
  },
};

const onServer = serverTest({ databases: postgres ? [turkish] : [] });

onServer('names are compared by one rule, in a database of any locale', async ({ url, db }) => {
  const wire = await connect(url);
  const person = (username: string) => ({
    username,
    email: `${randomUUID()}@example.org`,
    password: 'correct horse',
    displayName: 'Iris',
    commandId: randomUUID(),
  });
  for (const [name, same] of [
    ['IRIS', 'iris'],
    ['Ирис', 'ИРИС'],
    ['איריס', 'איריס'],
  ] as const) {
    const { user } = await wire.call('auth.register', person(name));
    expect(await wire.refused('auth.register', person(same))).toBe('username_taken');
    expect((await wire.call('auth.login', { login: same, password: 'correct horse' })).user).toEqual(user);
    expect(await wire.call('stats.player', { username: same })).toMatchObject({ userId: user.id });
  }
  const { code } = await wire.call('room.create', { seated: false });
  await wire.call('room.addGuest', { code, displayName: 'Tarçın Işık' });
  expect(await wire.refused('room.addGuest', { code, displayName: 'TARÇIN ışık' })).toBe('already_seated');
  await wire.close();
  const { rows } =
    await sql`select display_name_folded as folded from users where guest_of is not null`.execute(db);
  expect(rows).toEqual([{ folded: 'tarçin işik' }]);
});

test.runIf(postgres)('names that only the database told apart get a number', async () => {
  const { orm, close } = await turkish.open();
  onTestFinished(close);
  const db = sqlOf(orm);
  for (let undone = ''; undone !== 'Migration018FoldedNames'; [undone = ''] = await down(orm));
  const host = randomUUID();
  const rows = [
    [host, 'IRIS', 'Iris', null],
    [randomUUID(), 'iris', 'Iris', null],
    [randomUUID(), 'guest-1', 'TARÇIN', host],
    [randomUUID(), 'guest-2', 'tarçin', host],
    [randomUUID(), 'guest-3', 'Straße', host],
    [randomUUID(), 'guest-4', 'Ἰλιὰς', host],
  ] as const;
  for (const [i, [id, username, name, guestOf]] of rows.entries())
    await sql`insert into users (id, username, email, password_hash, display_name, guest_of, created_at)
      values (${id}::uuid, ${username}, ${username}, '!', ${name}, ${guestOf}::uuid, now() + ${i} * interval '1 second')
    `.execute(db);
  await up(orm);
  const names = await sql<{ username: string; folded: string; name: string; nameFolded: string }>`
    select username, username_folded as folded, display_name as name, display_name_folded as "nameFolded"
    from users order by created_at`.execute(db);
  expect(names.rows.map(({ username, name }) => [username, name])).toEqual([
    ['IRIS', 'Iris'],
    ['iris_2', 'Iris'],
    ['guest-1', 'TARÇIN'],
    ['guest-2', 'tarçin 2'],
    ['guest-3', 'Straße'],
    ['guest-4', 'Ἰλιὰς'],
  ]);
  for (const { username, folded, name, nameFolded } of names.rows)
    expect([folded, nameFolded]).toEqual([foldedName(username), foldedName(name)]);
});

test('a user name has letters of one alphabet', () => {
  const fits = (name: string) => misfitOfParam('auth.register', 'username', name) === null;
  expect(['dana_2', 'דנה-ל', 'Дана', 'دانا', '123'].filter((name) => !fits(name))).toEqual([]);
  // A Cyrillic a among Latin letters; a vowel point; a letter of two characters; a name that is too short.
  expect(['d\u0430na', 'דָנה', 'Jose\u0301', 'דנ', 'דנה dana', 'dana\u200f'].filter(fits)).toEqual([]);
});
