import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { writeMigration } from '../../scripts/migration/write.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';
import { testDatabases, type OpenTestDatabase } from '../support/database.ts';

describe.each(testDatabases)('a migration made on $name', ({ open }) => {
  let database: OpenTestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await open();
    folder = await mkdtemp(join(tmpdir(), 'whist-migrations-'));
    await copyFile('migrations/index.ts', join(folder, 'index.ts'));
    await copyFile('migrations/Migration009Sheets.ts', join(folder, 'Migration009Sheets.ts'));
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  test('adds everything that is in the entities and not in the database', async () => {
    await sql`alter table users drop column avatar_url`.execute(sqlOf(database.orm));
    const path = await writeMigration(database.orm, folder, 'Pictures');
    expect(path).toBe(join(folder, 'Migration010Pictures.ts'));
    expect(await readFile(join(folder, 'Migration010Pictures.ts'), 'utf8')).toBe(
      `import { Migration } from '@mikro-orm/migrations';

export class Migration010Pictures extends Migration {
  override name = 'Migration010Pictures';

  override up(): void {
    this.addSql(\`alter table "users" add "avatar_url" text null\`);
    this.addSql(\`comment on column "users"."avatar_url" is 'URL to user''s avatar image'\`);
  }

  override down(): void {
    this.addSql(\`alter table "users" drop column "avatar_url"\`);
  }
}
`,
    );
    const list = await readFile(join(folder, 'index.ts'), 'utf8');
    expect(list).toContain(`import { Migration010Pictures } from './Migration010Pictures.ts';\n\n`);
    expect(list).toMatch(new RegExp(`  ${migrations.at(-1)?.name},\n  Migration010Pictures,\n\\];\n$`));
  });

  test('is not written if both agree', async () => {
    expect(await writeMigration(database.orm, folder, 'Nothing')).toBeNull();
    expect(await readdir(folder)).toHaveLength(2);
  });
});
