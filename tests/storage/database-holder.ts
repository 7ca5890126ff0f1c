import { join } from 'node:path';
import { sql } from 'kysely';
import { unpackImage } from '../../src/storage/database/folder/image.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';

/**
 * Unpacks the image of a database into the given folder and opens it, as the built program does. Stores one account,
 * writes one line of JSON, and runs until it is ended.
 */
const [dataDir = '', image = ''] = process.argv.slice(2);
await unpackImage(join(dataDir, 'database'), image);
const { orm } = await openDatabase({ dataDir });
await sql`
  insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
  values (gen_random_uuid(), 'dana', 'dana', 'dana@example.org', '', 'Dana', 'dana')`.execute(sqlOf(orm));
process.stdout.write(`${JSON.stringify({ stored: 'dana' })}\n`);
process.stdin.resume();
