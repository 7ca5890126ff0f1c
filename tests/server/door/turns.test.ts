import { expect, test } from 'vitest';
import type { Request } from '../../../src/protocol/index.ts';
import type { Caller } from '../../../src/server/caller.ts';
import { inTurn } from '../../../src/server/door/share.ts';
import type { Handled } from '../../../src/server/services.ts';

const token = { method: 'auth.resume', params: { accessToken: 'x' } };
const password = { method: 'auth.login', params: { login: 'dana', password: 'x' } };

/** A door that lets so many in at once, and the requests inside, which end when the test says so. */
function door(atOnce: number) {
  const began: string[] = [];
  const ends: PromiseWithResolvers<Handled>[] = [];
  const handle = inTurn(({ address }) => {
    began.push(address);
    const end = Promise.withResolvers<Handled>();
    ends.push(end);
    return end.promise;
  }, atOnce);
  const ask = (address: string, request: object = token) =>
    handle({ address } as Caller, { id: 1, ...request } as unknown as Request);
  /** Ends the work that began at this place, and lets the next begin. */
  async function end(place: number, how: 'resolve' | 'reject' = 'resolve') {
    await new Promise(setImmediate);
    if (how === 'reject') ends[place]?.reject(new Error('broken'));
    else ends[place]?.resolve({ json: '{}' });
    await new Promise(setImmediate);
  }
  return { began, ask, end };
}

test('addresses take turns, however many requests one of them sends', async () => {
  const { began, ask, end } = door(2);
  for (const address of ['a', 'a', 'a', 'a', 'b', 'c', 'b']) void ask(address);
  for (const place of [0, 1, 2, 3, 4]) await end(place);
  expect(began.join('')).toBe('aaabcab');
});

test('of an address 64 requests wait, the next is told to try again, and other addresses still come in', async () => {
  const { began, ask, end } = door(1);
  const first = ask('a');
  for (let i = 0; i < 64; i += 1) void ask('a');
  expect(await ask('a')).toMatchObject({ refused: { reason: 'try_again' } });
  void ask('b');
  await end(0);
  expect(await first).toEqual({ json: '{}' });
  await end(1);
  expect(began).toEqual(['a', 'a', 'b']);
  let isRefused = false;
  void ask('a').then(() => (isRefused = true));
  await end(2);
  expect(isRefused).toBe(false);
});

test('work that fails makes room for the next', async () => {
  const { began, ask, end } = door(1);
  const broken = ask('a').catch(String);
  void ask('b');
  await end(0, 'reject');
  expect(await broken).toBe('Error: broken');
  expect(began).toEqual(['a', 'b']);
});

test('passwords wait apart from tokens, and people who are logged in do not wait at all', async () => {
  const { began, ask } = door(1);
  void ask('token');
  void ask('another token');
  void ask('password', password);
  void ask('another password', password);
  for (let i = 0; i < 3; i += 1) void ask('player', { method: 'room.state', params: { code: 'ABC234' } });
  await new Promise(setImmediate);
  expect(began.toSorted()).toEqual(['password', 'player', 'player', 'player', 'token']);
});
