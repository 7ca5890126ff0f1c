import { expect, test } from 'vitest';
import { countMutants, mutationSection, scoreOf } from './report.ts';

test('a score is the share of the mutants that a test has found or that do not end', () => {
  const statuses = ['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'];
  const counts = countMutants({
    files: {
      'src/rules/apply.ts': { mutants: statuses.slice(0, 3).map((status) => ({ status })) },
      'src/rules/story.ts': { mutants: statuses.slice(3).map((status) => ({ status })) },
    },
  });
  expect(counts).toEqual({ killed: 2, timeouts: 1, survived: 1, noCoverage: 1, ignored: 1 });
  const score = { ...counts, date: '2026-11-28T11:00:00.000Z' };
  expect(scoreOf(score)).toBe(60);
  const row = mutationSection({ rules: score }).split('\n').at(-1);
  expect(row?.split('|').map((cell) => cell.trim())).toEqual([
    '',
    '`src/rules`',
    '5',
    '2',
    '1',
    '1',
    '1',
    '60.0 %',
    '1',
    '2026-11-28',
    '',
  ]);
});
