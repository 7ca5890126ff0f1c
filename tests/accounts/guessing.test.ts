import { expect, test } from 'vitest';
import { createGuessing, type Delays } from '../../src/accounts/guessing.ts';

/** Delays that note what is asked of them. The guesses of `waiting` have to wait three seconds. */
function noting(waiting: readonly string[] = []) {
  const notes: string[] = [];
  const delays: Delays = {
    take(name, who) {
      notes.push(`take ${name} ${who}`);
      return Promise.resolve(waiting.includes(name) ? 3 : null);
    },
    giveBack: (name, who) => void notes.push(`give back ${name} ${who}`),
    forget: (name, who) => void notes.push(`forget ${name} ${who}`),
  };
  return { notes, guess: createGuessing(delays) };
}

const stranger = { account: 'dana', device: null, address: '192.0.2.7' };

test('a guess counts for its address and for its account, and neither if it was right', async () => {
  const { notes, guess } = noting();
  const { refused, right } = await guess(stranger);
  expect(refused).toBeNull();
  right();
  expect(notes).toEqual([
    'take login dana@192.0.2.7',
    'take loginAccount dana',
    'forget login dana@192.0.2.7',
    'give back loginAccount dana',
  ]);
});

test('a guess that waits for those of others at the account is not counted for its address', async () => {
  const { notes, guess } = noting(['loginAccount']);
  const { refused } = await guess(stranger);
  expect(refused?.refused).toMatchObject({ reason: 'rate_limited', data: { retryAfter: 3 } });
  expect(notes).toEqual([
    'take login dana@192.0.2.7',
    'take loginAccount dana',
    'give back login dana@192.0.2.7',
  ]);
});

test('a guess that waits for those of its address does not count for the account', async () => {
  const { notes, guess } = noting(['login']);
  expect((await guess(stranger)).refused?.refused).toMatchObject({ reason: 'rate_limited' });
  expect(notes).toEqual(['take login dana@192.0.2.7']);
});

test('a device that is known is counted alone, wherever it is', async () => {
  const { notes, guess } = noting(['loginAccount']);
  const { refused, right } = await guess({ ...stranger, device: 'session-1' });
  expect(refused).toBeNull();
  right();
  expect(notes).toEqual(['take login device session-1', 'forget login device session-1']);
});
