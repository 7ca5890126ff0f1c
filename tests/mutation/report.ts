import { table } from '../../bench/markdown.ts';

/** The report of Stryker, as far as it is used here. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** The mutants of an area, by what became of them. */
export interface Score {
  /** A test failed. */
  readonly killed: number;
  /** The tests did not end. */
  readonly timeouts: number;
  /** All tests passed. */
  readonly survived: number;
  /** No test runs the changed code. */
  readonly noCoverage: number;
  /** Left out: code that runs once when it is loaded, and words. */
  readonly ignored: number;
  /** ISO 8601. */
  readonly date: string;
}

/** Areas by their names. */
export type Scores = Readonly<Record<string, Score>>;

export function countMutants({ files }: MutationReport): Omit<Score, 'date'> {
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length;
  return {
    killed: count('Killed'),
    timeouts: count('Timeout'),
    survived: count('Survived'),
    noCoverage: count('NoCoverage'),
    ignored: count('Ignored'),
  };
}

/** The mutants that were found, in per cent of all that were tried. */
export function scoreOf({ killed, timeouts, survived, noCoverage }: Score): number {
  const found = killed + timeouts;
  return (100 * found) / (found + survived + noCoverage);
}

/** The section of `docs/reliability.md`. */
export function mutationSection(scores: Scores): string {
  return [
    '## Mutation testing',
    'Written by `npm run mutate -- --write`. Stryker changes the source in one small place at a time: this is a mutant. If a test fails or does not end, the mutant is found. The score is the share of those that are found. Left out are words for programmers, the threads that hash passwords, and code that runs once when it is loaded, such as the shapes of the protocol: each such mutant would run all tests. `npm run check` compares these shapes with the pages that are made from them. The tests of one area are those that need no database, so a mutant that survives them may still be found by others.',
    table([
      ['area', 'mutants', 'killed', 'timed out', 'survived', 'no coverage', 'score', 'left out', 'date'],
      ...Object.entries(scores).map(([area, score]) => [
        `\`src/${area}\``,
        String(score.killed + score.timeouts + score.survived + score.noCoverage),
        String(score.killed),
        String(score.timeouts),
        String(score.survived),
        String(score.noCoverage),
        `${scoreOf(score).toFixed(1)} %`,
        String(score.ignored),
        score.date.slice(0, 10),
      ]),
    ]),
  ].join('\n\n');
}
