import { expect, test } from 'vitest';
import { createReadiness } from '../../src/server/readiness.ts';

test('many who ask whether the database answers are one question', async () => {
  let asked = 0;
  const answer = Promise.withResolvers<void>();
  const isReady = createReadiness(() => {
    asked += 1;
    return answer.promise;
  });
  const answers = Array.from({ length: 1_000 }, isReady);
  answer.resolve();
  expect(new Set(await Promise.all(answers))).toEqual(new Set([true]));
  expect(await isReady()).toBe(true);
  expect(asked).toBe(1);
});

test('a database that does not answer, or with an error, is not ready, and is asked again', async () => {
  const answers = [
    Promise.withResolvers<void>().promise,
    Promise.reject(new Error('gone')),
    Promise.resolve(),
  ];
  const isReady = answers.map((answer) => createReadiness(() => answer));
  expect(await Promise.all(isReady.map((ask) => ask()))).toEqual([false, false, true]);

  let isThere = false;
  const later = createReadiness(() => (isThere ? Promise.resolve() : Promise.reject(new Error('gone'))));
  expect(await later()).toBe(false);
  isThere = true;
  await expect.poll(later, { timeout: 10_000 }).toBe(true);
});
