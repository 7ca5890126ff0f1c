import { expect, test } from 'vitest';
import { chart, sparkline } from '../../src/cli/render/chart.ts';

test('each line has its own mark, and the scale has zero and both ends', () => {
  const drawn = chart([
    { mark: '●', values: [0, 22, 44] },
    { mark: '○', values: [0, -10, -22] },
  ]);
  expect(drawn).toBe(
    [
      ' 44 ┤               ·●',
      '    ┤             ··',
      '    ┤           ··',
      '    ┤         ··',
      '    ┤       ·●',
      '    ┤     ··',
      '    ┤  ···',
      '  0 ┤*·',
      '    ┤ ·····',
      '    ┤      ··○·',
      '    ┤          ····',
      '−22 ┤              ··○',
    ].join('\n'),
  );
});

test('any number of steps fits, and the first and the last are shown', () => {
  for (const steps of [1, 2, 15, 60, 61, 1000]) {
    const values = Array.from({ length: steps }, (_, i) => i);
    const lines = chart([{ mark: '●', values }]).split('\n');
    expect(lines).toHaveLength(12);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(68);
    expect(lines[0]).toContain(String(steps - 1));
    expect(lines.join('').replaceAll(/[^●]/g, '').length).toBeGreaterThan(0);
  }
  expect(chart([{ mark: '●', values: [7, 7] }])).toContain('7 ┤●·······●');
});

test('a line of blocks', () => {
  expect(sparkline([0, 7, 3])).toBe('▁█▄');
  expect(sparkline([5, 5])).toBe('▁▁');
});
