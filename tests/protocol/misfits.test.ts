import { expect, test } from 'vitest';
import { misfitOfParam, parseRequest } from '../../src/protocol/index.ts';

const said = (method: string, params: object): string => {
  const outcome = parseRequest(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }));
  if ('request' in outcome) throw new Error('This should have been refused.');
  return outcome.refused.message;
};
const code = 'ABC123';

test.each<[string, object, string]>([
  ['room.create', { length: { rounds: 0 } }, 'The number of rounds must be at least 1.'],
  ['room.create', { length: { points: 5_001 } }, 'The number of points must be at most 5000.'],
  ['room.create', { length: { rounds: 1.5 } }, 'The number of rounds must be a whole number.'],
  ['room.create', { startingScores: [1, 2, 3, 1e9] }, 'The starting score must be at most 100000.'],
  ['auth.login', { login: 'dana' }, 'The password is missing.'],
  [
    'auth.login',
    { login: 'dana', password: 'x'.repeat(129) },
    'The password must have at most 128 characters.',
  ],
  [
    'auction.bid',
    { code, amount: 5, suit: 'jokers' },
    'The suit must be one of clubs, diamonds, hearts, spades, no_trump.',
  ],
  ['auction.pass', { code, amount: 5 }, 'The number of tricks is not known here.'],
  ['room.join', { code: 'ABC-12' }, 'The room code must be six letters and digits, like ABC234.'],
  ['stats.history', { before: 'yesterday' }, 'The cursor must be the `next` of the page before.'],
  [
    'stats.leaderboard',
    { since: '2026-02-31' },
    'The first day must be a day or a moment in UTC, like 2026-01-31 or 2026-01-31T20:00:00Z, from 1900 on.',
  ],
  [
    'account.update',
    { avatarUrl: 'http://example.org/dana.png' },
    'The picture must be an address that begins with https://.',
  ],
  [
    'room.addGuest',
    { code, displayName: '\u202E' },
    'The name must be something people can read, without control or direction characters.',
  ],
])('%s with %j is refused in the words of a person', (method, params, sentence) => {
  expect(said(method, params)).toBe(sentence);
});

test('one param is checked alone', () => {
  expect(misfitOfParam('auth.register', 'email', 'dana')).toBe(
    'The email address must be like dana@example.org.',
  );
  expect(misfitOfParam('auth.register', 'email', 'dana@example.org')).toBeNull();
  expect(misfitOfParam('auth.register', 'password', 'short')).toBe(
    'The password must have at least 8 characters.',
  );
  expect(misfitOfParam('auth.register', 'username', 'd!')).toBe(
    'The user name must be 3 to 32 letters of one alphabet (Latin, Hebrew, Cyrillic or Arabic), digits, underscores and hyphens; capital and small letters count as the same.',
  );
});
