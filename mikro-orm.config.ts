import { Migrator } from '@mikro-orm/migrations';
import { defineConfig } from '@mikro-orm/postgresql';
import { Migration001Initial } from './migrations/Migration001Initial.ts';
import { Migration002Sessions } from './migrations/Migration002Sessions.ts';
import { Migration003Presence } from './migrations/Migration003Presence.ts';
import { Migration004SharedSecret } from './migrations/Migration004SharedSecret.ts';
import { entities } from './src/storage/entities/index.ts';

/** What PostgreSQL and the embedded database share. Which of them is used, and where it is, comes with `openDatabase`. */
export default defineConfig({
  entities: [...entities],
  extensions: [Migrator],
  migrations: {
    migrationsList: [Migration001Initial, Migration002Sessions, Migration003Presence, Migration004SharedSecret],
    snapshot: false,
    silent: true,
  },
  // A missing database is told to the user rather than made.
  ensureDatabase: false,
  // The standard output is for data.
  logger: (line) => process.stderr.write(`${line}\n`),
});
