import { expect, test } from 'vitest';
import { reservedFault } from '../../src/accounts/index.ts';

const reasonOf = (names: Parameters<typeof reservedFault>[0]) => reservedFault(names)?.refused.reason ?? null;

test.each([
  'admin',
  'ADMIN',
  'root',
  'r00t',
  'archive',
  'guest',
  'guest-1',
  'Guest-dana',
  'null',
  'nuII',
  '__proto__',
])('the user name %s is reserved', (username) => {
  expect(reasonOf({ username })).toBe('username_reserved');
});

test.each(['dana', 'guests', 'hosts', 'adminton', 'אדמין', 'table-0123456789abcdef'])(
  'the user name %s is free',
  (username) => {
    expect(reasonOf({ username })).toBeNull();
  },
);

test.each([
  ['Archive', 'display_name_reserved'],
  ['Аrchive', 'display_name_reserved'], // a Cyrillic letter
  ['Ａｄｍｉｎ', 'display_name_reserved'],
  ['Former player', 'display_name_reserved'],
  ['Dana', null],
])('the display name %s: %s', (displayName, reason) => {
  expect(reasonOf({ displayName })).toBe(reason);
});
