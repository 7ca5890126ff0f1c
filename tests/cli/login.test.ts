import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure, start, whist } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';
import { listModules, modulesOf } from '../support/modules.ts';

const host = hostForFile();
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

test('to register logs in, and whoami says so in words and as JSON', async () => {
  const dana = await host().stranger();
  const password = await dana.file('password', 'correct horse\n');
  const registered = await dana.run(
    'register',
    '--username=dana',
    '--email=dana@example.org',
    '--display-name=דנה',
    `--password-file=${password}`,
    '--json',
  );
  expect(registered).toMatchObject({ exitCode: 0, stderr: '' });
  const user = { id: uuid, username: 'dana', displayName: 'דנה' };
  expect(jsonOf(registered)).toEqual({ user });
  expect(await dana.run('whoami')).toEqual({ exitCode: 0, stdout: 'דנה (dana)\n', stderr: '' });
  expect(jsonOf(await dana.run('whoami', '--json'))).toEqual({ user });
});

test('a login reads one line of standard input, which may stay open, and a logout ends it', async () => {
  await host().person('yossi');
  const { home, run } = await host().stranger();
  const login = start(['login', '--login', 'yossi@example.org', '--json'], { home, env: host().env });
  login.stdin.write('correct horse\n');
  const ended = await login.ended;
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  expect(jsonOf(ended)).toEqual({ user: { id: uuid, username: 'yossi', displayName: 'yossi' } });
  expect((await stat(join(home.folder, 'config', 'whist', 'identity.json'))).mode & 0o777).toBe(0o600);
  expect(await run('logout', '--json')).toEqual({ exitCode: 0, stdout: '{}\n', stderr: '' });
  const nobody = await run('whoami', '--json');
  expect(nobody.exitCode).toBe(77);
  const { url, port } = host().server.listening;
  const flag = `--server ws://127.0.0.1:${port}`;
  expect(failure(nobody)).toEqual({
    reason: 'unauthenticated',
    message: `Nobody is logged in at ${url} on this machine; use \`whist login ${flag}\`, or \`whist register ${flag}\` first.`,
  });
  expect(nobody.stderr).toBe(`${failure(nobody).message}\n`);
});

test('somebody who runs the program with npx gets suggestions that can be typed', async () => {
  const { home } = await host().stranger();
  const env = { ...host().env, npm_command: 'exec' };
  const { stderr } = await whist(['whoami'], { home, env });
  expect(stderr).toMatch(/use `npx whist login .*`, or `npx whist register /);
});

test('a logout forgets a session that has ended elsewhere', async () => {
  const noa = await host().person('noa');
  await noa.run('rpc', 'auth.logout');
  const ended = await noa.run('whoami', '--json');
  expect(ended.exitCode).toBe(77);
  expect(failure(ended).reason).toBe('invalid_token');
  expect((await noa.run('logout')).exitCode).toBe(0);
  expect(failure(await noa.run('whoami', '--json')).reason).toBe('unauthenticated');
});

test('a second person on one machine is told that the first is logged out, and has a profile instead', async () => {
  await host().person('tal', 'Tal');
  await host().person('ron', 'Ron');
  const device = await host().stranger();
  const login = (name: string, ...more: string[]) =>
    device.runWith('correct horse\n', 'login', '--login', name, ...more);
  expect((await login('tal')).stderr).toBe('Logged in as Tal (tal).\n');
  expect((await login('tal')).stderr).toBe('Logged in as Tal (tal).\n');
  expect((await login('ron', '--profile', 'second')).stderr).toBe('Logged in as Ron (ron).\n');
  expect((await device.run('whoami')).stdout).toBe('Tal (tal)\n');
  expect((await device.run('whoami', '--profile', 'second')).stdout).toBe('Ron (ron)\n');
  expect((await login('ron')).stderr).toBe(
    'Logged in as Ron (ron).\nTal (tal) is logged out on this machine. Several people can stay logged in: give each a name with --profile NAME.\n',
  );
  expect((await device.run('whoami')).stdout).toBe('Ron (ron)\n');
});

test('a wrong password is refused', async () => {
  const amir = await host().person('amir');
  const login = ['login', '--login', 'amir', '--json', '--password-file', '-'];
  const ended = await amir.runWith('wrong horse\n', ...login);
  expect(ended.exitCode).toBe(77);
  expect(failure(ended).reason).toBe('invalid_credentials');
});

test('nobody is registered where the login cannot be kept', async () => {
  const { home, file } = await host().stranger();
  const account = ['--username', 'lost', '--email', 'lost@example.org', '--display-name', 'Lost'];
  for (const folder of [join(await file('a-file', ''), 'below'), '/proc/nowhere']) {
    const ended = await whist(['register', ...account, '--json'], {
      home,
      env: { ...host().env, WHIST_CONFIG_DIR: folder },
      input: 'correct horse\n',
    });
    expect(ended.exitCode).toBe(74);
    expect(failure(ended)).toEqual({
      reason: 'folder_unusable',
      message: expect.stringContaining(`The config folder ${folder} cannot be used`),
    });
  }
  const reader = await host().person('reader');
  expect(failure(await reader.run('stats', 'lost', '--json')).reason).toBe('user_not_found');
});

test('another password logs out every other device, and this one goes on', async () => {
  const gil = await host().person('gil');
  const device = await host().stranger();
  const login = ['login', '--login', 'gil', '--json'];
  expect((await device.runWith('correct horse\n', ...login)).exitCode).toBe(0);
  const { code } = jsonOf(await device.run('create', '--json')) as { code: string };
  const pipe = start(['join', code, '--json'], { home: device.home, env: host().env });
  await pipe.line((line) => line.includes('"enter"'));

  const now = await gil.file('now', 'correct horse\n');
  const next = await gil.file('next', 'another horse\n');
  const change = (from: string, to: string) =>
    gil.run('password', '--password-file', from, '--new-password-file', to, '--json');
  const wrong = await change(next, now);
  expect([wrong.exitCode, failure(wrong).reason]).toEqual([77, 'invalid_credentials']);
  const changed = await change(now, next);
  expect(changed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(jsonOf(changed)).toMatchObject({ user: { username: 'gil' } });

  expect((await pipe.ended).exitCode).toBe(69);
  expect((await device.run('whoami', '--json')).exitCode).toBe(77);
  expect((await gil.run('whoami', '--json')).exitCode).toBe(0);
  expect((await device.runWith('correct horse\n', ...login)).exitCode).toBe(77);
  expect((await device.runWith('another horse\n', ...login)).exitCode).toBe(0);
});

test('a client loads neither the screens nor the database', async () => {
  const { home } = await host().person('uri');
  await whist(['stats'], { home, env: host().env, ...listModules(home) });
  const modules = await modulesOf(home);
  expect(modules).toContain('/src/cli/commands/stats.ts');
  expect(modules).not.toMatch(
    /node_modules\/(ink|react|@mikro-orm|kysely|pg|@electric-sql)\/|\/src\/(tui|storage|server)\//,
  );
});
