import { expect, inject, test } from 'vitest';
import { cutPower, type Cut } from './cut.ts';

// A busy machine opens each database in seconds.
const slow = { timeout: 300_000 };

test(
  'a power cut loses nothing that was acknowledged, and the tables are those of the logs',
  slow,
  async () => {
    const cuts: Cut[] = [];
    await cutPower({ seed: 7, times: 4, image: inject('templates').image, report: (cut) => cuts.push(cut) });
    expect(cuts.map(({ lost }) => lost)).toEqual([null, null, null, null]);
  },
);

test('without flushes a power cut loses something, so that these tests would notice', slow, async () => {
  const cuts: Cut[] = [];
  await cutPower({
    seed: 7,
    times: 3,
    image: inject('templates').image,
    durability: 'relaxed',
    report: (cut) => cuts.push(cut),
  });
  expect(cuts.some(({ lost }) => lost !== null)).toBe(true);
});
