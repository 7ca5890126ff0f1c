import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import type { Orm } from '../../src/storage/schema/db.ts';

/**
 * Writes a migration into a folder of migrations, and adds its name to their list. Its statements make the
 * database of the ORM match the entities. Returns the path of the file, or null if the two match already.
 */
export async function writeMigration(orm: Orm, folder: string, name: string): Promise<string | null> {
  const { up, down } = await orm.schema.getUpdateSchemaMigrationSQL({ wrap: false });
  if (up.trim() === '') return null;
  const className = `Migration${await nextNumber(folder)}${name}`;
  const path = join(folder, `${className}.ts`);
  await writeFormatted(path, migrationOf(className, { up: statements(up), down: statements(down) }));
  const list = join(folder, 'index.ts');
  await writeFormatted(list, withMigration(await readFile(list, 'utf8'), className));
  return path;
}

/** The number after the highest one there is, in three digits. */
async function nextNumber(folder: string): Promise<string> {
  const numbers = (await readdir(folder)).map((file) => Number(/^Migration(\d+)/.exec(file)?.[1] ?? 0));
  return String(Math.max(...numbers) + 1).padStart(3, '0');
}

function statements(sql: string): string[] {
  return sql
    .split(/;\s*\n/)
    .map((one) => one.trim().replace(/;$/, ''))
    .filter((one) => one !== '');
}

function migrationOf(className: string, sql: Record<'up' | 'down', readonly string[]>): string {
  const method = (name: 'up' | 'down') =>
    `override ${name}(): void {\n${sql[name].map((one) => `this.addSql(${quoted(one)});\n`).join('')}}`;
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override name = '${className}';

  ${method('up')}

  ${method('down')}
}
`;
}

const quoted = (sql: string) => `\`${sql.replace(/[`$\\]/g, '\\$&')}\``;

/** The list with one more migration: its import after the other imports, its name at the end. */
function withMigration(list: string, className: string): string {
  const imported = list.replace('\n\n', `\nimport { ${className} } from './${className}.ts';\n\n`);
  return imported.replace(/,?\n\];\n$/, `,\n  ${className},\n];\n`);
}

async function writeFormatted(path: string, text: string): Promise<void> {
  const options = JSON.parse(await readFile('.oxfmtrc.json', 'utf8')) as FormatConfig;
  const { code } = await format(path, text, options);
  await writeFile(path, code);
}
