/**
 * Runs the tests, and prints for each folder how many of the statements of `src/` they run. vitest counts its
 * own processes. Node counts the programs that the tests start, except those that are killed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { processesIn, ran } from './processes.ts';

/** Statements that vitest has found in a file: their places and how often they ran, by number. */
interface FileCoverage {
  readonly statementMap: Readonly<
    Record<string, { readonly start: { readonly line: number; readonly column: number } }>
  >;
  readonly s: Readonly<Record<string, number>>;
}

interface Statement {
  readonly offset: number;
  hasRun: boolean;
}

const folder = await mkdtemp(join(tmpdir(), 'whist-coverage-'));
try {
  const env = { ...process.env, WHIST_TEST_COVERAGE: folder };
  const { status } = spawnSync('vitest', ['run', '--coverage'], { env, stdio: 'inherit' });
  const files = await statementsOf('coverage/coverage-final.json');
  for await (const ranges of processesIn(folder))
    for (const [file, statements] of files)
      for (const statement of statements)
        statement.hasRun ||= ran(ranges.get(file) ?? [], statement.offset);
  print(files);
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function statementsOf(path: string): Promise<Map<string, readonly Statement[]>> {
  const coverage = JSON.parse(await readFile(path, 'utf8')) as Record<string, FileCoverage>;
  const files = new Map<string, readonly Statement[]>();
  for (const [file, { statementMap, s }] of Object.entries(coverage)) {
    const starts = lineStarts(await readFile(file, 'utf8'));
    const statements = Object.entries(statementMap).map(([number, { start }]) => ({
      offset: (starts[start.line - 1] ?? 0) + start.column,
      hasRun: (s[number] ?? 0) > 0,
    }));
    files.set(file, statements);
  }
  return files;
}

/** The offset of each line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

function print(files: ReadonlyMap<string, readonly Statement[]>): void {
  const folders = Map.groupBy(files, ([file]) => dirname(relative('.', file)));
  for (const [name, inside] of [...folders].toSorted(([a], [b]) => a.localeCompare(b)))
    console.log(line(name, inside.flatMap(([, statements]) => statements)));
  console.log(line('all', [...files.values()].flat()));
}

function line(name: string, statements: readonly Statement[]): string {
  const run = statements.filter(({ hasRun }) => hasRun).length;
  const percent = statements.length === 0 ? 100 : (100 * run) / statements.length;
  return `${name.padEnd(32)} ${percent.toFixed(1).padStart(6)} %  ${run} of ${statements.length} statements`;
}
