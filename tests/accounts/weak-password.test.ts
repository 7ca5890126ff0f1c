import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createPasswords } from '../../src/accounts/passwords.ts';
import { weakPasswordFault } from '../../src/accounts/weak-password.ts';
import { wireWords } from '../../src/words/index.ts';
import { entered, password, person, refused } from './people.ts';
import { deskTest } from './desk-test.ts';

const onDesk = deskTest();

const dana = { username: 'dana_whist', email: 'dana@example.org' };

test.each([
  'password',
  'Password123',
  '12345678',
  'qwertyuiop',
  ' iloveyou ',
  ' '.repeat(8),
  ' \t\u00a0\u3000'.repeat(2),
  'aaaaaaaa',
  'AaAaAaAa',
  '💩'.repeat(8),
  'Dana_Whist',
  'DANA@example.org',
])('the password "%s" is easy to guess', async (weak) => {
  expect(await weakPasswordFault(weak, dana)).toEqual({
    refused: { reason: 'weak_password', message: wireWords.reasons.weak_password },
  });
});

test.each([password, 'a long password', 'another horse', 'סוס סוללה סיכה', 'dana_whist!', 'abababab'])(
  'the password "%s" may be chosen',
  async (good) => {
    expect(await weakPasswordFault(good, dana)).toBeNull();
  },
);

onDesk('nobody registers with a weak password or changes to one', async ({ accounts, rows }) => {
  const before = await rows();
  for (const weak of ['12345678', 'beginner', 'beginner@example.org'])
    expect(await accounts.register({ ...person('beginner'), password: weak })).toEqual(
      refused('weak_password'),
    );
  expect(await rows()).toEqual(before);

  const { identity } = entered(await accounts.register(person('changer1')));
  const entry = { address: null, enter: async () => {} };
  for (const newPassword of ['12345678', 'Changer1', 'changer1@example.org'])
    expect(await accounts.changePassword(identity, { password, newPassword }, entry)).toEqual(
      refused('weak_password'),
    );
  expect(await accounts.login({ login: 'changer1', password })).toHaveProperty('result');
});

onDesk('an account with a weak password from before logs in', async ({ accounts, db }) => {
  const passwords = createPasswords();
  const hashed = await passwords.hash('password');
  await passwords.close();
  if ('error' in hashed) throw new Error('busy');
  entered(await accounts.register(person('veteran')));
  await sql`update users set password_hash = ${hashed.ok} where username = 'veteran'`.execute(db);
  expect(await accounts.login({ login: 'veteran', password: 'password' })).toHaveProperty('result');
});
