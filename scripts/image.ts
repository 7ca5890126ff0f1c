import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { sql } from 'kysely';
import { create } from 'tar';
import { up } from '../src/storage/database/migrate.ts';
import { openDatabase } from '../src/storage/database/open.ts';
import { sqlOf } from '../src/storage/schema/db.ts';

const root = dirname(import.meta.dirname);
/** Everything that the image depends on. */
const sources = ['package-lock.json', 'scripts/image.ts', 'migrations', 'src/storage'];
const cache = join(root, 'node_modules', '.cache', 'whist-image');

/**
 * Makes a file with an embedded database that has the schema in it. The last one is kept, because making one takes ten
 * seconds and its sources seldom change.
 */
export async function makeImage(file: string): Promise<void> {
  const kept = join(cache, `${digestOfSources()}.tar.zst`);
  if (!existsSync(kept)) {
    await mkdir(cache, { recursive: true });
    // Another build may run at the same time, with a draft of its own.
    const draft = `${kept}.${process.pid}`;
    await packDatabase(draft);
    await rename(draft, kept);
    for (const name of readdirSync(cache))
      if (name.endsWith('.zst') && name !== basename(kept)) await rm(join(cache, name), { force: true });
  }
  await copyFile(kept, file);
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((one) => one.isFile())
          .map((one) => join(one.parentPath, one.name));
    for (const one of files.toSorted()) hash.update(relative(root, one)).update(readFileSync(one));
  }
  return hash.digest('hex');
}

async function packDatabase(file: string): Promise<void> {
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
