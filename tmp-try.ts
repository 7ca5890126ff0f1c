import { openDatabase, sqlOf } from './src/storage/open.ts';
import { up } from './src/storage/migrate.ts';
import { introspect } from './tests/storage/introspect.ts';
import { writeFileSync } from 'node:fs';
const out: string[] = [];
for (const place of [{ databaseUrl: 'postgres://root@127.0.0.1:5432/whist_try' }, { memory: true as const }]) {
  const d = await openDatabase(place);
  await up(d.orm);
  out.push(JSON.stringify(await introspect(sqlOf(d.orm)), null, 1));
  await d.close();
}
console.log(out[0] === out[1]);
writeFileSync('/tmp/exp/schema-pg.json', out[0]!); writeFileSync('/tmp/exp/schema-lite.json', out[1]!);
