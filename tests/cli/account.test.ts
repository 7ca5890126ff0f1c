import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure, makeHome, start, startWhist, whist, type Home, type Hosting } from '../support/cli.ts';

let hostHome: Home;
let home: Home;
let host: Hosting;
beforeAll(async () => {
  [hostHome, home] = [await makeHome(), await makeHome()];
  host = await startWhist([], { home: hostHome });
});
afterAll(async () => {
  await host.stop();
  await hostHome.remove();
  await home.remove();
});

const env = () => ({ WHIST_SERVER: host.listening.url });
const run = (args: string[], input = '') => whist([...args, '--json'], { home, env: env(), input });

async function passwordFile(name: string, password: string): Promise<string> {
  const path = join(home.folder, name);
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return path;
}

test('another password logs out every other device, and this one goes on', async () => {
  const register = [
    'register',
    '--username',
    'dana',
    '--email',
    'dana@example.org',
    '--display-name',
    'Dana',
  ];
  expect((await run(register, 'correct horse\n')).exitCode).toBe(0);
  const device = await makeHome();
  const onDevice = (args: string[], input = '') =>
    whist([...args, '--json'], { home: device, env: env(), input });
  expect((await onDevice(['login', '--login', 'dana'], 'correct horse\n')).exitCode).toBe(0);
  const { code } = JSON.parse((await onDevice(['create'])).stdout) as { code: string };
  const pipe = start(['join', code, '--json'], { home: device, env: env() });
  await pipe.line((line) => line.includes('"enter"'));

  const [now, next] = [
    await passwordFile('now', 'correct horse'),
    await passwordFile('next', 'another horse'),
  ];
  const wrong = await run(['password', '--password-file', next, '--new-password-file', now]);
  expect(wrong.exitCode).toBe(77);
  expect(failure(wrong).reason).toBe('invalid_credentials');
  const changed = await run(['password', '--password-file', now, '--new-password-file', next]);
  expect(changed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(changed.stdout)).toMatchObject({ user: { username: 'dana' } });

  expect((await pipe.ended).exitCode).toBe(69);
  const out = await onDevice(['whoami']);
  expect(out.exitCode).toBe(77);
  expect((await run(['whoami'])).exitCode).toBe(0);
  expect((await onDevice(['login', '--login', 'dana'], 'correct horse\n')).exitCode).toBe(77);
  expect((await onDevice(['login', '--login', 'dana'], 'another horse\n')).exitCode).toBe(0);
  await device.remove();
});

test('who can read the secret of the server tells every terminal something, and nobody else', async () => {
  const { code } = JSON.parse((await run(['create'])).stdout) as { code: string };
  const pipe = start(['join', code, '--json'], { home, env: env() });
  await pipe.line((line) => line.includes('"enter"'));
  const operator = await whist(['admin', 'broadcast', 'Last round, please.', '--json'], {
    home: hostHome,
    env: env(),
  });
  expect(operator).toMatchObject({ exitCode: 0, stdout: '{}\n', stderr: '' });
  const told = await pipe.line((line) => line.includes('admin.broadcast'));
  expect(JSON.parse(told)).toMatchObject({ params: { message: 'Last round, please.' } });
  pipe.stdin.end();
  expect((await pipe.ended).exitCode).toBe(0);

  // This home has a secret of its own, if any.
  const stranger = await run(['admin', 'broadcast', 'Free cards!']);
  expect(stranger.exitCode).toBe(77);
  expect(failure(stranger).reason).toBe('not_operator');
  expect((await run(['admin', 'shout', 'Free cards!'])).exitCode).toBe(2);
});
