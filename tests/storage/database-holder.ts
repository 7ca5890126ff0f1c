import { sql } from 'kysely';
import { up } from '../../src/storage/database/migrate.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';

/**
 * Opens the database of the given folder, stores one account, writes one line of JSON, and runs until it is
 * ended.
 */
const { orm } = await openDatabase({ dataDir: process.argv[2] ?? '' });
await up(orm);
await sql`
  insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
  values (gen_random_uuid(), 'dana', 'dana', 'dana@example.org', '', 'Dana', 'dana')`.execute(sqlOf(orm));
process.stdout.write(`${JSON.stringify({ stored: 'dana' })}\n`);
process.stdin.resume();
