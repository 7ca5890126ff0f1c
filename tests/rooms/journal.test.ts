import { expect, test } from 'vitest';
import { createJournal } from '../../src/rooms/journal.ts';
import type { Commit, RoomStore } from '../../src/rooms/index.ts';

const commits = (count: number) => Array.from({ length: count }, (_, n) => ({ n }) as unknown as Commit);
type Save = RoomStore['commit'];

/** A store whose transactions end when the test says so. */
function slowStore() {
  const begun: { readonly commits: readonly Commit[]; end(): void }[] = [];
  const commit: Save = (given) => {
    const { promise, resolve } = Promise.withResolvers<'saved'[]>();
    begun.push({ commits: given, end: () => resolve(given.map(() => 'saved')) });
    return promise;
  };
  const sizes = () => begun.map((one) => one.commits.length);
  return { begun, commit, sizes };
}
/** Lets the journal read what waits. */
const turn = async () => {
  for (let i = 0; i < 5; i += 1) await new Promise(setImmediate);
};

test('at most two transactions run at once, and changes that come meanwhile wait together for the next', async () => {
  const { begun, commit, sizes } = slowStore();
  const journal = createJournal({ commit });
  const saved: string[] = [];
  const save = (one: Commit | undefined) =>
    one && journal.save(one).then((outcome) => void saved.push(outcome));
  const [first, second, ...others] = commits(12);
  void save(first);
  await turn();
  void save(second);
  await turn();
  for (const one of others) void save(one);
  await turn();
  expect(sizes()).toEqual([1, 1]);
  begun[0]?.end();
  await turn();
  expect(sizes()).toEqual([1, 1, 10]);
  begun[1]?.end();
  begun[2]?.end();
  await turn();
  expect(saved).toEqual(Array(12).fill('saved'));
});

test('a transaction has at most 256 changes, in their order', async () => {
  const { begun, commit, sizes } = slowStore();
  const journal = createJournal({ commit });
  const all = commits(600);
  for (const one of all) void journal.save(one);
  for (let i = 0; i < 3; i += 1) {
    await turn();
    begun[i]?.end();
  }
  expect(sizes()).toEqual([256, 256, 88]);
  expect(begun.flatMap((one) => one.commits)).toEqual(all);
});

test('after all is saved, the next change is saved too', async () => {
  const journal = createJournal({ commit: (given) => Promise.resolve(given.map(() => 'saved')) });
  const [first, second, third] = commits(3);
  for (const one of [first, second, third]) {
    if (one) expect(await journal.save(one)).toBe('saved');
    await turn();
  }
});

test('if a transaction fails, each change is tried alone, and one that fails again is told so', async () => {
  const tried: number[] = [];
  const [bad, ...good] = commits(3);
  const commit: Save = (given) => {
    tried.push(given.length);
    return given.some((one) => one === bad)
      ? Promise.reject(new Error('bad'))
      : Promise.resolve(given.map(() => 'saved'));
  };
  const journal = createJournal({ commit });
  const outcomes = await Promise.allSettled(
    [bad, ...good].flatMap((one) => (one ? [journal.save(one)] : [])),
  );
  expect(outcomes).toMatchObject([{ reason: new Error('bad') }, { value: 'saved' }, { value: 'saved' }]);
  expect(tried).toEqual([3, 1, 1, 1]);
});

test('a change without an outcome fails', async () => {
  const journal = createJournal({ commit: () => Promise.resolve([]) });
  const [one] = commits(1);
  if (one) await expect(journal.save(one)).rejects.toThrow('fewer changes');
});
