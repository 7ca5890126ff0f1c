import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';

const host = hostForFile();

test('profile shows the account, and profile set changes only what it names', async () => {
  const dana = await host().person('dana');
  const fresh = await dana.run('profile');
  expect(fresh).toMatchObject({ exitCode: 0, stderr: '' });
  expect(fresh.stdout).toMatch(/^Name +dana\nUser name +dana\nEmail address +dana@example.org\nSince +\d{4}/);
  const set = await dana.run('profile', 'set', '--display-name', 'Dana Levi', '--notify', 'bell', '--json');
  expect(jsonOf(set)).toMatchObject({
    user: { username: 'dana', displayName: 'Dana Levi' },
    email: 'dana@example.org',
    preferences: { notifications: { yourTurn: 'bell' } },
  });
  expect((await dana.run('whoami')).stdout).toBe('Dana Levi (dana)\n');
  expect((await dana.run('profile', 'set', '--theme', 'light')).stdout).toMatch(
    /Colours +light\n[^]*Your turn +bell/,
  );
  const none = await dana.run('profile', 'set', '--json');
  expect([none.exitCode, failure(none).reason]).toEqual([2, 'nothing_given']);
});

test('another user name needs the password', async () => {
  const yossi = await host().person('yossi');
  const [wrong, right] = [
    await yossi.file('wrong', 'no horse\n'),
    await yossi.file('right', 'correct horse\n'),
  ];
  const set = (password: string) =>
    yossi.run('profile', 'set', '--username=joseph', `--password-file=${password}`, '--json');
  const refused = await set(wrong);
  expect([refused.exitCode, failure(refused)]).toEqual([
    77,
    { reason: 'invalid_credentials', message: 'The password is not right.' },
  ]);
  const hebrew = await yossi.run(
    'profile',
    'set',
    '--username=joseph',
    `--password-file=${wrong}`,
    '--language=he',
  );
  expect(hebrew.stderr).toBe('הסיסמה לא נכונה.\n');
  expect(jsonOf(await set(right))).toMatchObject({ user: { username: 'joseph' } });
  expect((await yossi.run('whoami')).stdout).toBe('yossi (joseph)\n');
});

test('the wishes are obeyed on every machine of this person, after flags and variables', async () => {
  const noa = await host().person('noa');
  await noa.run('profile', 'set', '--language', 'he', '--theme', 'none');
  const phone = await host().stranger();
  const password = await phone.file('password', 'correct horse\n');
  expect((await phone.run('whoami')).stderr).toContain('Nobody is logged in');
  await phone.run('login', '--login=noa', `--password-file=${password}`);
  const kept = join(phone.home.folder, 'config', 'whist', 'preferences.json');
  expect((await stat(kept)).mode & 0o777).toBe(0o600);
  expect((await phone.run('profile')).stdout).toContain('שם משתמש');
  expect((await phone.run('profile', '--language=en')).stdout).toContain('User name');
  await phone.run('logout');
  expect((await phone.run('profile', 'set')).stderr).not.toMatch(/[א-ת]/);
});

test('sessions lists the terminals of a person, and ends one of them', async () => {
  const amir = await host().person('amir');
  const phone = await host().stranger();
  const password = await phone.file('password', 'correct horse\n');
  await phone.run('login', '--login=amir', '--profile=phone', `--password-file=${password}`);
  const { sessions } = jsonOf(await amir.run('sessions', '--json')) as {
    sessions: { id: string; current: boolean; terminal: string }[];
  };
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
  expect(sessions).toHaveLength(2);
  expect(sessions.find(({ current }) => !current)?.terminal).toBe(`${hostname()}, profile phone`);
  expect((await amir.run('sessions')).stdout).toMatch(/this terminal/);
  const other = sessions.find(({ current }) => !current);
  const ended = await amir.run('sessions', 'end', other?.id.slice(0, -1) ?? '');
  expect(ended).toMatchObject({ exitCode: 0, stderr: `${other?.terminal} is logged out.\n` });
  expect(failure(await phone.run('whoami', '--profile=phone', '--json')).reason).toBe('invalid_token');
  const none = await amir.run('sessions', 'end', 'ffff', '--json');
  expect(failure(none).reason).toBe('session_not_found');
});
