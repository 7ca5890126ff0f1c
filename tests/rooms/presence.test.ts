import { expect, test } from 'vitest';
import type { Seen } from '../../src/rooms/index.ts';
import { createPresence } from '../../src/rooms/live/presence.ts';

const grace = 60_000;
const at = (ms: number) => new Date(1_700_000_000_000 + ms);

/** The people of a table, and what the database was told. Its answers are those of the test. */
function open() {
  let now = 0;
  const told: [string, boolean][] = [];
  const answers: (Seen | Error)[] = [];
  const presence = createPresence(
    {
      store: {
        async setConnected(_, userId, connected) {
          told.push([userId, connected]);
          const answer = answers.shift() ?? { userId, connected, since: at(now) };
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
      now: () => at(now),
      graceMs: grace,
    },
    'game',
  );
  return { presence, told, answers, clock: (ms: number) => (now = ms) };
}

test('a player whom nobody has seen is away since the room opened, and absent after the grace', () => {
  const { presence, clock } = open();
  clock(grace - 1);
  expect([presence.awaySince('dana'), presence.isAbsent('dana')]).toEqual([at(0), false]);
  clock(grace);
  expect(presence.isAbsent('dana')).toBe(true);
});

test('a player with two terminals goes with the last one', async () => {
  const { presence, clock, told } = open();
  presence.arrive('dana');
  presence.arrive('dana');
  await presence.save(['dana']);
  presence.depart('dana');
  expect([presence.isConnected('dana'), presence.awaySince('dana')]).toEqual([true, null]);
  clock(5_000);
  presence.depart('dana');
  expect(await presence.save(['dana'])).toEqual([{ userId: 'dana', connected: false, since: at(5_000) }]);
  expect([presence.isConnected('dana'), presence.awaySince('dana')]).toEqual([false, at(5_000)]);
  expect(told).toEqual([
    ['dana', true],
    ['dana', false],
  ]);
});

test('only changes are saved, each once', async () => {
  const { presence, told } = open();
  presence.arrive('dana');
  expect(await presence.save(['dana', 'dana', 'noa'])).toHaveLength(2);
  expect(await presence.save(['dana', 'noa'])).toEqual([]);
  expect(told).toEqual([
    ['dana', true],
    ['noa', false],
  ]);
});

test('a player who is at another node is connected, and this node does not say otherwise', async () => {
  const { presence, told } = open();
  expect(presence.hear({ userId: 'dana', connected: true, since: at(1) })).toBe(true);
  expect([presence.isConnected('dana'), presence.awaySince('dana')]).toEqual([true, null]);
  expect(await presence.save(['dana'])).toEqual([]);
  expect(told).toEqual([]);
});

test('news that is older than what is known is not heard', () => {
  const { presence } = open();
  expect(presence.hear({ userId: 'dana', connected: true, since: at(2) })).toBe(true);
  expect(presence.hear({ userId: 'dana', connected: false, since: at(1) })).toBe(false);
  expect(presence.isConnected('dana')).toBe(true);
  expect(presence.hear({ userId: 'dana', connected: false, since: at(2) })).toBe(true);
  expect(presence.hear({ userId: 'dana', connected: false, since: at(3) })).toBe(false);
  expect(presence.awaySince('dana')).toEqual(at(3));
});

test('if another node thinks that this one is dead, its players are saved again', async () => {
  const { presence, told } = open();
  presence.arrive('dana');
  await presence.save(['dana']);
  expect(presence.hear({ userId: 'dana', connected: false, since: at(9) })).toBe(false);
  expect(await presence.save(['dana'])).toHaveLength(1);
  expect(told).toEqual([
    ['dana', true],
    ['dana', true],
  ]);
});

test('if the database is away, a player counts as the node sees them, and is saved later', async () => {
  const { presence, answers, told, clock } = open();
  presence.arrive('dana');
  answers.push(new Error('away'));
  expect(await presence.save(['dana'])).toEqual([{ userId: 'dana', connected: true, since: at(0) }]);
  presence.depart('dana');
  presence.arrive('dana');
  expect(await presence.save(['dana'])).toHaveLength(1);
  clock(7);
  presence.depart('dana');
  answers.push(new Error('away'));
  expect(await presence.save(['dana'])).toEqual([{ userId: 'dana', connected: false, since: at(7) }]);
  expect(await presence.save(['dana'])).toHaveLength(1);
  expect(await presence.save(['dana'])).toEqual([]);
  expect(told.map(([, connected]) => connected)).toEqual([true, true, false, false]);
});
