import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { plain, ratio } from '../../bench/figure.ts';
import { performancePage, type Results } from '../../bench/page.ts';

const machine = {
  processor: 'Abacus 3000',
  cores: 2,
  memory: 8,
  system: 'Linux 6.1',
  node: '24.21.0',
  postgresql: '15.20',
};

test('the page shows each figure with its bound, its target and its machine', () => {
  const relay = ['the relay', 22_611] as const;
  const figures = [
    ratio({
      name: 'actions',
      measured: 11_500,
      bound: relay,
      unit: 'actions/s',
      target: { atLeast: 0.5 },
    }),
    plain({ name: 'longest gap', value: 61.25, unit: 'ms', target: { atMost: 50 } }),
    plain({ name: 'memory', value: 1234, unit: 'MiB', detail: 'nobody plays' }),
    plain({ name: 'processor time', value: Number.NaN, unit: 'µs', target: { atMost: 90 } }),
  ];
  const part = { title: 'Actions', how: 'Four people play.', machine, figures };
  const page = performancePage({ actions: { ...part, date: '2026-11-27T12:00:00.000Z' } });
  expect(page.slice(page.indexOf('## '))).toBe(`## Actions

Four people play.

| figure         | value            | target | met    | measured                  |
| -------------- | ---------------- | ------ | ------ | ------------------------- |
| actions        | 0.51 × the relay | ≥ 0.5  | yes    | 11,500 ÷ 22,611 actions/s |
| longest gap    | 61.3 ms          | ≤ 50   | **no** |                           |
| processor time | unknown          | ≤ 90   | **no** |                           |
| memory         | 1,234 MiB        |        |        | nobody plays              |

\`npm run bench actions\`, 2026-11-27: Abacus 3000, 2 cores, 8 GB of memory, Linux 6.1, Node 24.21.0, PostgreSQL 15.20.
`);
});

test.each([
  [{ atLeast: 0.5 }, 0.4996, false],
  [{ atLeast: 0.5 }, 0.5, true],
  [{ atMost: 3 }, 3.001, false],
  [{ atMost: 3 }, Number.NaN, false],
])('the target %j is judged by the value and not by its rounded text: %d', (target, value, met) => {
  expect(plain({ name: 'one', value, unit: 'ms', target }).met).toBe(met);
});

test('docs/performance.md says what docs/performance.json says', async () => {
  const results = JSON.parse(await readFile('docs/performance.json', 'utf8')) as Results;
  expect(await readFile('docs/performance.md', 'utf8')).toBe(performancePage(results));
});
