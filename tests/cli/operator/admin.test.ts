import { expect, test } from 'vitest';
import { failure, whist } from '../../support/cli.ts';
import { hostForFile, jsonOf } from '../../support/host.ts';

const host = hostForFile();

/** Runs `whist admin …` where the secret of the server is. */
const admin = (...args: string[]) => whist(['admin', ...args], { home: host().home, env: host().env });

test('the operator finds accounts, disables one and enables it again', async () => {
  const dana = await host().person('dana', 'Dana Levi');
  await host().person('yossi', 'Yossi');
  const list = await admin('users');
  expect(list).toMatchObject({ exitCode: 0, stderr: '' });
  expect(list.stdout).toMatch(/^user name +name +email address +since +last active/);
  expect(list.stdout).toMatch(
    /dana +Dana Levi +dana@example.org +\d{4}-\d\d-\d\d +\d{4}-\d\d-\d\d \d\d:\d\d/,
  );
  const first = await admin('users', '--limit=1');
  expect(first.stderr).toMatch(/^There are more: add --cursor \S+\n$/);
  expect((await admin('users', 'yoss', '--json')).stdout).toContain('yossi@example.org');
  expect((await admin('users', 'nobody')).stdout).toBe('There is no such account.\n');

  const page = await admin('user', 'dana');
  expect(page.stdout).toMatch(
    /^Name +Dana Levi\nUser name +dana\n[^]*Games +0 finished, 0 open\n[^]*127.0.0.1/,
  );
  expect(await admin('disable', 'dana')).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: 'dana is logged out everywhere and cannot log in any more.\n',
  });
  const password = await dana.file('password', 'correct horse\n');
  const login = () => dana.run('login', '--login=dana', `--password-file=${password}`, '--json');
  const refused = await login();
  expect([refused.exitCode, failure(refused).reason]).toEqual([77, 'account_disabled']);
  expect((await admin('users', '--disabled')).stdout).toMatch(/dana .* disabled\n$/);
  expect((await admin('user', 'dana')).stdout).toMatch(/State +disabled/);
  expect((await admin('enable', 'dana', '--json')).stdout).toBe('{}\n');
  expect((await login()).exitCode).toBe(0);
  const none = await admin('disable', 'nobody', '--json');
  expect([none.exitCode, failure(none).reason]).toEqual([65, 'user_not_found']);
});

test('somebody who forgot the password comes back with a code', async () => {
  const noa = await host().person('noa', 'Noa');
  const made = await admin('reset-password', 'noa');
  const code = made.stdout.trim();
  expect(made).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^(\w{4}-){3}\w{4}\n$/) });
  expect(made.stderr).toContain(`whist password --username noa --code ${code}`);
  const password = await noa.file('new', 'another horse\n');
  const reset = (...args: string[]) =>
    noa.run('password', `--new-password-file=${password}`, '--json', ...args);
  const nameless = await reset('--code', code);
  expect([nameless.exitCode, failure(nameless).reason]).toEqual([2, 'no_terminal']);
  expect(jsonOf(await reset('--code', code, '--username=noa'))).toMatchObject({ user: { username: 'noa' } });
  expect((await noa.run('whoami')).stdout).toBe('Noa (noa)\n');
  const again = await reset('--code', code, '--username=noa');
  expect([again.exitCode, failure(again).reason]).toEqual([77, 'invalid_code']);
  const phone = await host().stranger();
  const file = await phone.file('password', 'another horse\n');
  expect((await phone.run('login', '--login=noa', `--password-file=${file}`)).exitCode).toBe(0);
});

test('a token works for an hour on a machine without the secret', async () => {
  const amir = await host().person('amir');
  const stranger = await amir.run('admin', 'users', '--json');
  expect([stranger.exitCode, failure(stranger).reason]).toEqual([77, 'not_operator']);
  const printed = await admin('token');
  const token = printed.stdout.trim();
  expect(printed.stderr).toContain('for 60 minutes');
  expect((await amir.run('admin', 'rename', 'amir', 'emir', '--token', token)).stderr).toBe(
    'amir is called emir now, and logs in with that name.\n',
  );
  expect((await amir.run('whoami')).stdout).toBe('amir (emir)\n');
  const elsewhere = { home: amir.home, env: { ...host().env, WHIST_OPERATOR_TOKEN: token } };
  const pruned = await whist(['admin', 'prune', '--empty-rooms-older-than', '30d', '--json'], elsewhere);
  expect(pruned).toMatchObject({ exitCode: 0, stdout: '{"rooms":0}\n', stderr: '' });
  const another = await whist(['admin', 'token', '--json'], elsewhere);
  expect(failure(another).reason).toBe('not_operator');
  const rpc = await amir.run('rpc', 'admin.user', JSON.stringify({ operatorToken: token, username: 'emir' }));
  expect(jsonOf(rpc)).toMatchObject({ user: { username: 'emir' } });

  const log = await whist(['admin', 'log'], elsewhere);
  expect(log.stdout).toMatch(/^when +action +account +details +token\n/);
  expect(log.stdout).toMatch(/prune +olderThanDays 30, rooms 0 /);
  expect(log.stdout).toMatch(/rename +amir +newUsername emir /);
  const { actions } = jsonOf(await admin('log', '--limit=3', '--json')) as {
    actions: { method: string }[];
  };
  expect(actions.map(({ method }) => method)).toEqual(['admin.prune', 'admin.rename', 'admin.token']);
});

test('a mistake in the command line is told', async () => {
  for (const days of ['30', '0d', 'd', '1w']) {
    const prune = await admin('prune', '--empty-rooms-older-than', days, '--json');
    expect(failure(prune).reason).toBe(days === '0d' ? 'invalid_params' : 'bad_days');
  }
  expect((await admin('prune')).stderr).toContain('--empty-rooms-older-than 30d');
  expect((await admin('prune', '--token=nonsense')).stderr).toContain('--token must be a token');
  expect((await admin('users', '--inactive-since', 'June', '--json')).exitCode).toBe(65);
  const both = await admin('nothing', '--json');
  expect(failure(both).reason).toBe('bad_action');
});

test('the operator lists open rooms, and closes one that was forgotten', async () => {
  const ruth = await host().person('ruth', 'Ruth');
  const { code } = jsonOf(await ruth.run('create', '--json')) as { code: string };
  const list = await admin('rooms');
  expect(list.stdout).toMatch(/^room +round +players +opened +last action/);
  expect(list.stdout).toMatch(new RegExp(`${code} +lobby +Ruth +\\d{4}-\\d\\d-\\d\\d +\\d{4}-\\d\\d-\\d\\d`));
  expect(await admin('close', code.toLowerCase())).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: `The lobby of room ${code} is deleted.\n`,
  });
  expect((await admin('rooms')).stdout).not.toContain(code);
  const again = await admin('close', code, '--json');
  expect(failure(again).reason).toBe('room_not_found');
});
