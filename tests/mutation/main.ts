import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { writeReliability } from '../torture/write.ts';
import { areas, type Area } from './areas.ts';
import { countMutants, scoreOf, type MutationReport, type Score } from './report.ts';

const usage = `npm run mutate [area …] [-- [--only src/rules/apply.ts] [--write]]

Areas: ${Object.keys(areas).join(', ')}; by default all of them.
--only   changes some files of an area, or lines of one: src/rules/apply.ts:10-20
--write  writes the scores into docs/reliability.md`;

/** Changes the source in small ways, and looks whether the tests fail. Exits with 1 if too few of the mutants are found. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true }, write: { type: 'boolean', default: false } },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(areas);
  if (names.some((name) => !areas[name])) {
    console.error(usage);
    process.exit(2);
  }
  let isEnough = true;
  for (const [name, area] of Object.entries(areas)) {
    if (!names.includes(name)) continue;
    const score = await mutate(name, area, values.only);
    isEnough &&= scoreOf(score) >= area.least;
    if (values.write) await write(name, score);
  }
  process.exit(isEnough ? 0 : 1);
}

async function mutate(name: string, area: Area, only: readonly string[] | undefined): Promise<Score> {
  const incrementalFile = `mutation/${name}.json`;
  process.env['WHIST_MUTATION_AREA'] = name;
  await new Stryker({
    mutate: [...(only ?? area.mutate)],
    testRunner: 'vitest',
    vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner'), join(import.meta.dirname, 'words.ts')],
    ignorers: ['words'],
    // A mutant of the shapes of the protocol is there from the first import, so each would run all tests.
    ignoreStatic: true,
    coverageAnalysis: 'perTest',
    // The results of a file stay, until the file or its tests change.
    incremental: true,
    incrementalFile,
    // Files that no test of an area reads.
    ignorePatterns: ['/bench', '/bin', '/coverage', '/dist', '/dist-test', '/docs', '/mutation'],
    // Nothing here checks types, and the preprocessor does not know TypeScript 7.
    disableTypeChecks: false,
    tsconfigFile: 'none',
    concurrency: 2,
    timeoutMS: 10_000,
    timeoutFactor: 2,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    cleanTempDir: 'always',
  }).runMutationTest();
  const report = JSON.parse(await readFile(incrementalFile, 'utf8')) as MutationReport;
  return { ...countMutants(report), date: new Date().toISOString() };
}

/** Puts this score in place of the old one, in the order of the areas. */
function write(name: string, score: Score): Promise<void> {
  return writeReliability((before) => {
    const all = { ...before.mutation, [name]: score };
    const mutation = Object.fromEntries(
      Object.keys(areas).flatMap((area) => (all[area] ? [[area, all[area]] as const] : [])),
    );
    return { ...before, mutation };
  });
}

await main();
