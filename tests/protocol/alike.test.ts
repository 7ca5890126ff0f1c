import { expect, test } from 'vitest';
import { looksAlike, namedApart, toldApart } from '../../src/protocol/alike.ts';

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

test('the people of a list have their user names only where these tell them apart', () => {
  const dana = { userId: '1', displayName: 'Dana', games: 3 };
  const other = { userId: '2', displayName: 'DanA', games: 4 };
  const noa = { userId: '3', displayName: 'Noa', games: 5 };
  const people = [dana, other, noa].map((one) => ({ ...one, username: `user${one.userId}` }));
  expect(namedApart(people)).toEqual([{ ...dana, apart: 'user1' }, { ...other, apart: 'user2' }, noa]);
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
