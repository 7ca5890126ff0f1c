import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { actions } from './actions.ts';
import { bytes } from './bytes.ts';
import type { Bench, Scaled } from './figure.ts';
import { imports } from './import.ts';
import { thisMachine } from './machine.ts';
import { memory } from './memory.ts';
import { pages } from './pages.ts';
import { partText, performancePage, type Part, type Results } from './page.ts';
import { rooms } from './rooms.ts';
import { start } from './start.ts';
import { trust } from './trust.ts';

/** In the order of the page. */
const benches: Readonly<Record<string, Bench>> = {
  actions,
  bytes,
  rooms,
  memory,
  start,
  pages,
  import: imports,
  trust,
};

const usage = `npm run bench [name …] [-- [--json] [--write] [--scale 0.01]]

Names: ${Object.keys(benches).join(', ')}; by default all of them.
--json   prints JSON in place of tables
--write  writes the figures into docs/performance.md
--scale  makes the sizes smaller, for a quick look`;

/** Measures some or all figures of the built program. Prints tables for people, or one JSON value with `--json`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      scale: { type: 'string', default: '1' },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(benches);
  const scale = Number(values.scale);
  if (names.some((name) => !benches[name]) || !(scale > 0) || (values.write && scale !== 1)) {
    console.error(usage);
    process.exit(2);
  }
  const folder = new URL('..', import.meta.url);
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: folder, stdio: ['ignore', 2, 2] });
  const scaled: Scaled = (full) => Math.max(1, Math.round(full * scale));
  const results: Record<string, Part> = {};
  for (const [name, bench] of Object.entries(benches)) {
    if (!names.includes(name)) continue;
    console.error(`measuring ${name} …`);
    const { title, how } = bench;
    const figures = await bench.run(scaled);
    const [machine, date] = [await thisMachine(), new Date().toISOString()];
    const size = scale === 1 ? '' : `, sizes × ${scale}`;
    const part = { title: `${title}${size}`, how, machine, date, figures };
    results[name] = part;
    if (!values.json) console.log(`${partText(name, part)}\n`);
    // After each one, so that a failure of a later one loses nothing.
    if (values.write) await write(folder, { [name]: part });
  }
  if (values.json) console.log(JSON.stringify(results));
}

/** Puts these parts in place of the old ones. Each part keeps the machine and the date of its own run. */
async function write(folder: URL, parts: Results): Promise<void> {
  const [json, page] = [new URL('docs/performance.json', folder), new URL('docs/performance.md', folder)];
  const kept = JSON.parse(await readFile(json, 'utf8').catch(() => '{}')) as Results;
  const all = { ...kept, ...parts };
  const ordered = Object.fromEntries(
    Object.keys(benches).flatMap((name) => (all[name] ? [[name, all[name]] as const] : [])),
  );
  await writeFile(json, `${JSON.stringify(ordered, null, 2)}\n`);
  await writeFile(page, performancePage(ordered));
}

await main();
// A client of a database that was dropped may still be open.
process.exit(0);
