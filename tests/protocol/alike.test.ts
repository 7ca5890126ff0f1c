import { expect, test } from 'vitest';
import { looksAlike, toldApart } from '../../src/protocol/alike.ts';

test.each([
  ['Dana', 'dana', true],
  ['Dana', 'Dаna', true], // a Cyrillic letter
  ['Dana', 'Ｄａｎａ', true],
  ['Daniel', 'DanieI', true], // a capital I
  ['Dana', 'Da\u200Dna', true],
  ['modern', 'rnodem', true],
  ['Dana', 'Danny', false],
  ['Zoe', 'Zoë', false],
  ['נועה', 'נעמה', false],
  ['Noa', 'נועה', false],
])('%s and %s: look alike? %s', (one, other, expected) => {
  expect([looksAlike(one, other), looksAlike(other, one)]).toEqual([expected, expected]);
});

test('only accounts whose name somebody else has get their user name', () => {
  const people = [
    { userId: '1', displayName: 'Dana', username: 'dana' },
    { userId: '2', displayName: 'Dаna', username: 'dana2' },
    { userId: '3', displayName: 'DANA', username: null },
    { userId: '4', displayName: 'Noa', username: 'noa' },
  ];
  const twice = [...people, { userId: '4', displayName: 'Noa', username: 'noa' }];
  const apart = toldApart(twice);
  expect(people.map(({ userId }) => apart(userId))).toEqual([{ apart: 'dana' }, { apart: 'dana2' }, {}, {}]);
});
