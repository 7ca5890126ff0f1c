import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { moveTo, status } from '../../../src/storage/database/migrate.ts';
import { sqlOf } from '../../../src/storage/schema/db.ts';
import { testDatabases } from '../../support/database.ts';
import { backUp, backupFolder, everything, restore } from './made.ts';

const file = backupFolder();
/** The table of the pending ratings had another name then. */
const old = 'Migration011Commands';

for (const { name, open } of testDatabases)
  test(`a backup of an older schema is brought up to date, on ${name}`, async () => {
    const path = file(`${name}.backup`);
    const source = await open();
    try {
      await moveTo(source.orm, old);
      const db = sqlOf(source.orm);
      await sql`insert into users (id, username, email, password_hash, display_name)
        values (gen_random_uuid(), 'Dana', 'dana@example.org', '!', 'דנה')`.execute(db);
      await sql`update rating_progress set game_id = gen_random_uuid()`.execute(db);
      expect(await backUp(source, path)).toMatchObject({ schema: old });
    } finally {
      await source.close();
    }
    const target = await open();
    try {
      const migrated = await restore(target, path);
      expect([migrated[0], migrated.length]).toEqual([
        'Migration012Pending',
        (await status(target.orm)).length - 11,
      ]);
      const { users = [] } = await everything(target.orm);
      expect(users).toEqual([expect.stringMatching(/"username": "Dana".*"username_folded": "dana"/)]);
    } finally {
      await target.close();
    }
  });
