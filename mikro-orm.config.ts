import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';
import { migrations } from './migrations/index.ts';
import { entities } from './src/storage/schema/index.ts';

/** The settings that PostgreSQL and the embedded database share. `openDatabase` adds which of them is used, and where it is. */
export default defineConfig({
  entities: [...entities],
  extensions: [Migrator],
  migrations: {
    migrationsList: migrations,
    // Each in a transaction of its own: one of them builds an index while others write, and PostgreSQL does not do that in a transaction.
    allOrNothing: false,
    snapshot: false,
    silent: true,
  },
  // A missing database is told to the user rather than made.
  ensureDatabase: false,
  // The standard output is for data.
  logger: (line) => process.stderr.write(`${line}\n`),
});
