import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Damages a data folder. */
type Harm = (dataDir: string) => void;
type Damages = Readonly<Record<string, Harm>>;

/** Overwrites a range of a file. */
export function scribble(path: string, from: number, length: number): void {
  const content = readFileSync(path);
  content.fill(0x5a, from, Math.min(content.length, from + length));
  writeFileSync(path, content);
}

const remove =
  (...names: string[]): Harm =>
  (dataDir) => {
    for (const name of names) rmSync(join(dataDir, name), { recursive: true });
  };
const write =
  (name: string, content: string): Harm =>
  (dataDir) =>
    writeFileSync(join(dataDir, name), content);
const shorten =
  (name: string, bytes: number): Harm =>
  (dataDir) =>
    truncateSync(join(dataDir, name), bytes);

/** Calls `harm` for the path of each file of a folder in the database. */
const eachIn =
  (name: string, harm: (path: string) => void): Harm =>
  (dataDir) => {
    const folder = join(dataDir, 'database', name);
    for (const file of readdirSync(folder, { withFileTypes: true }))
      if (file.isFile()) harm(join(folder, file.name));
  };

const piece = 16 * 1024 * 1024;
const tables = join('base', '5');
const isTable = (path: string) => /\/\d+$/.test(path) && statSync(path).size > 0;

/** All games are there after these. */
export const harmless: Damages = {
  'nothing wrong': () => undefined,
  'no marker': remove('database.json'),
  'an empty marker': shorten('database.json', 0),
  'a marker of nonsense': write('database.json', '[1,'),
  'no secret': remove('jwt-secret'),
  'a stray file database.unfinished': write('database.unfinished', ''),
  'a stray database.unfinished, of an older whist': (dataDir) => {
    remove('database.json', 'jwt-secret')(dataDir);
    write('database.unfinished', '')(dataDir);
  },
  'a file of a stranger in the database': write('database/holiday.jpg', 'beach'),
  'a left lock of PostgreSQL': write('database/postmaster.pid', ''),
  'no folder pg_stat': remove('database/pg_stat'),
};

/** A new database would be made, or was made by an older whist. */
export const lost: Damages = {
  'no PG_VERSION': remove('database/PG_VERSION'),
  'an empty database folder': (dataDir) => {
    for (const name of readdirSync(join(dataDir, 'database'))) remove(join('database', name))(dataDir);
  },
  'no database': remove('database'),
  'no database and no secret': remove('database', 'jwt-secret'),
  'no database and no marker': remove('database', 'database.json'),
  'half a database and database.unfinished': (dataDir) => {
    remove('database/global')(dataDir);
    write('database.unfinished', '')(dataDir);
  },
  'no control file': remove('database/global/pg_control'),
  'no folder global': remove('database/global'),
  'no folder base': remove('database/base'),
  'no folder pg_wal': remove('database/pg_wal'),
};

/** PostgreSQL does not start, or would start with a part of the games. */
export const damaged: Damages = {
  'an empty PG_VERSION': shorten('database/PG_VERSION', 0),
  'a PG_VERSION of another PostgreSQL': write('database/PG_VERSION', '14\n'),
  'an empty control file': shorten('database/global/pg_control', 0),
  'a control file that is cut': shorten('database/global/pg_control', 100),
  'a control file with wrong bytes': (dataDir) =>
    scribble(join(dataDir, 'database/global/pg_control'), 40, 8),
  'no folder of the tables': remove('database/base/5'),
  'an empty pg_wal': eachIn('pg_wal', rmSync),
  'an empty journal': eachIn('pg_wal', (path) => truncateSync(path, 0)),
  'a journal of one block': eachIn('pg_wal', (path) => truncateSync(path, 8192)),
  'a journal of which half is there': eachIn('pg_wal', (path) => truncateSync(path, piece / 2)),
  'a journal of zeros': eachIn('pg_wal', (path) => writeFileSync(path, Buffer.alloc(piece))),
  'no folder pg_xact': remove('database/pg_xact'),
  'no folder pg_multixact': remove('database/pg_multixact'),
  'no folder pg_subtrans': remove('database/pg_subtrans'),
  'no folder pg_notify': remove('database/pg_notify'),
  'no pg_filenode.map': remove('database/base/5/pg_filenode.map'),
  'no postgresql.conf': remove('database/postgresql.conf'),
  'a postgresql.conf of nonsense': write('database/postgresql.conf', 'nonsense = {'),
  'no pg_hba.conf': remove('database/pg_hba.conf'),
  'wrong bytes in every table': eachIn(tables, (path) => scribble(path, 4000, 64)),
};

/** A database that was closed notices these too: PostgreSQL takes the end of a file for the end of a table. */
export const shortened: Damages = {
  'every table cut after a page': eachIn(tables, (path) => {
    if (isTable(path) && statSync(path).size > 8192) truncateSync(path, 8192);
  }),
  'one table without its end': (dataDir) => {
    const folder = join(dataDir, 'database', tables);
    const [largest = ''] = readdirSync(folder)
      .map((name) => join(folder, name))
      .filter(isTable)
      .toSorted((a, b) => Number(b.split('/').at(-1)) - Number(a.split('/').at(-1)));
    truncateSync(largest, 0);
  },
  'one table missing': (dataDir) => {
    const folder = join(dataDir, 'database', tables);
    rmSync(
      readdirSync(folder)
        .map((name) => join(folder, name))
        .filter(isTable)
        .at(-1) ?? '',
    );
  },
  'an empty pg_xact': eachIn('pg_xact', rmSync),
};
