import { sql } from 'kysely';
import { expect } from 'vitest';
import type { TestServer } from '../../support/server.ts';

/** The number of rows in the tables that a request could have changed. */
async function counts({ db }: TestServer): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) from users) as users, (select count(*) from sessions) as sessions,
      (select count(*) from games) as games, (select sum(version) from games) as versions,
      (select count(*) from game_events) as events, (select count(*) from game_players) as players`.execute(
    db,
  );
  return rows;
}

/** Fails if `act` stores or deletes something. */
export async function leavingNoTrace(server: TestServer, act: () => Promise<void>): Promise<void> {
  const before = await counts(server);
  await act();
  expect(await counts(server)).toEqual(before);
}
