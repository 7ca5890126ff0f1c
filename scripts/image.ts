import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { create } from 'tar';
import { up } from '../src/storage/database/migrate.ts';
import { openDatabase } from '../src/storage/database/open.ts';
import { sqlOf } from '../src/storage/schema/db.ts';

/** Makes an embedded database with the schema in it, and packs its folder into a file. */
export async function makeImage(file: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'whist-image-'));
  try {
    const { orm, close } = await openDatabase({ dataDir });
    await up(orm);
    const db = sqlOf(orm);
    // Only new databases are made from these two, and they are two thirds of the files.
    await sql`update pg_database set datistemplate = false`.execute(db);
    for (const name of ['template1', 'template0']) await sql`drop database ${sql.id(name)}`.execute(db);
    await sql`vacuum (freeze, analyze)`.execute(db);
    await close();
    await create({ file, cwd: join(dataDir, 'database'), portable: true, zstd: true }, ['.']);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}
