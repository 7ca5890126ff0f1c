import { up } from '../../src/storage/database/migrate.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { writeMigration } from './write.ts';

/** `npm run migration:create NAME`: writes the migration that a change of the entities needs. */
const [name = ''] = process.argv.slice(2);
if (!/^[A-Z][A-Za-z]+$/.test(name)) {
  console.error(
    'Give the migration a name that begins with a capital: npm run migration:create PlayerColours',
  );
  process.exitCode = 2;
} else {
  const { orm, close } = await openDatabase({ memory: true });
  await up(orm);
  const path = await writeMigration(orm, 'migrations', name);
  await close();
  console.log(
    path === null
      ? 'The entities and the migrations agree; nothing is written.'
      : `${path} is written and added to migrations/index.ts. Check its statements, and write a comment above the class.`,
  );
}
