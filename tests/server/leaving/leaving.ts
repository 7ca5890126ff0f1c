import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import { examine } from '../../../src/storage/doctor/index.ts';
import type { Player, TestNode, TestServer } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';

export const password = 'correct horse';
export const formerPlayer = 'Former player';

/** A person with a password, and with a name that nobody else in the database has. */
export async function register(server: TestServer, url = server.url) {
  const username = `u${randomBytes(6).toString('hex')}`;
  const displayName = `Zelda ${username}`;
  const email = `${username}@example.org`;
  const wire = await connect(url);
  const { user, accessToken, refreshToken } = await wire.call('auth.register', {
    username,
    email,
    password,
    displayName,
    terminal: `${username} at home`,
  });
  return { ...wire, user, accessToken, refreshToken, email };
}

export type Leaver = Awaited<ReturnType<typeof register>>;

export async function enter(server: TestNode & Pick<TestServer, 'person'>, name: string): Promise<Player> {
  return server.enter(await server.person(name));
}

/** The user deletes the account. */
export async function leave(leaver: Leaver): Promise<void> {
  expect(await leaver.call('account.delete', { password, commandId: uuid() })).toEqual({});
}

/** No row of any table has the names of a person who has left, and everything fits the logs. */
export async function expectForgotten({ db }: TestServer, { user, email }: Leaver): Promise<void> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  expect(tables.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(name)} t
      where t::text like ${`%${user.displayName}%`} or t::text ilike ${`%${user.username}%`} or t::text like ${`%${email}%`}`.execute(
      db,
    );
    expect([name, rows]).toEqual([name, []]);
  }
  const how = { repair: false, progress: () => undefined };
  expect((await examine(db, how)).differences).toEqual([]);
}
