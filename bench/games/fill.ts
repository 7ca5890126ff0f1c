import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase, type DatabasePlace } from '../../src/storage/database/open.ts';
import { createStorage } from '../../src/storage/index.ts';
import { sqlOf, type Db } from '../../src/storage/schema/db.ts';
import { fillClub } from './club.ts';

/**
 * Fills so many games of a club into a migrated database, does `more`, and lets the program compute what follows from
 * the games.
 */
export async function fill(
  place: DatabasePlace,
  games: number,
  more: (db: Db) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(place);
  try {
    const db = sqlOf(database.orm);
    const storage = createStorage(database, { id: randomUUID(), isAlone: true });
    await fillClub(db, games);
    await more(db);
    await sql`vacuum analyze`.execute(db);
    // A migrated database without results gets them here.
    await storage.migrateUp();
    while (await storage.recompute());
    await sql`vacuum analyze`.execute(db);
    // Otherwise the database would write these rows while something is measured.
    await sql`checkpoint`.execute(db);
  } finally {
    await database.close();
  }
}
