import { afterAll, test } from 'vitest';
import { oneDatabase, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from './desk.ts';

/**
 * Declares tests that run with accounts on a database. The tests of a file share the database, so each brings
 * accounts of its own.
 */
export function deskTest() {
  const opened = new Map<TestDatabase, Promise<Desk>>();
  const deskOn = (database: TestDatabase) => {
    const desk = opened.get(database) ?? openDesk(database);
    opened.set(database, desk);
    return desk;
  };
  afterAll(async () => {
    for (const desk of opened.values()) await (await desk).close();
  });
  return (title: string, run: (desk: Desk) => Promise<void>): void => {
    for (const database of oneDatabase)
      test(`${title}, on ${database.name}`, async () => run(await deskOn(database)));
  };
}
