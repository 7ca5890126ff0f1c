import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  failure,
  makeHome,
  start,
  startWhist,
  whist,
  type Ended,
  type Home,
  type Hosting,
} from '../support/cli.ts';

let host: Home;
let dana: Home;
let server: Hosting;
let registered: Ended;

beforeAll(async () => {
  host = await makeHome();
  dana = await makeHome();
  server = await startWhist([], { home: host, node: ['--import', listModules(host)] });
  await writeFile(join(dana.folder, 'password'), 'correct horse\n');
  registered = await on(dana)(
    'register',
    '--username=dana',
    '--email=dana@example.org',
    '--display-name=דנה',
    `--password-file=${join(dana.folder, 'password')}`,
    '--json',
  );
});
afterAll(async () => {
  await server.stop();
  await host.remove();
  await dana.remove();
});

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
const onServer = () => ({ WHIST_SERVER: server.listening.url });
/** Runs commands of one person at the server of this file. */
const on =
  (home: Home, input = '') =>
  (...args: string[]) =>
    whist(args, { home, env: onServer(), input });
const jsonOf = ({ stdout }: { stdout: string }): unknown => JSON.parse(stdout);
const linesOf = ({ stdout }: { stdout: string }) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { id?: unknown; method?: string; result?: object; error?: object });
const request = (id: unknown, method: string, params: object) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params }) + '\n';
const openRoom = async () => (await on(dana)('create')).stdout.trim();

/** A flag of Node’s that writes which modules the program loaded, when it ends. */
function listModules({ folder }: Home): string {
  const source = `
    import { registerHooks } from 'node:module';
    import { writeFileSync } from 'node:fs';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    process.on('exit', () => writeFileSync(${JSON.stringify(join(folder, 'modules'))}, loaded.join('\\n')));`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
const modulesOf = ({ folder }: Home) => readFile(join(folder, 'modules'), 'utf8');

describe('accounts', () => {
  test('registering logs in', () => {
    expect(registered).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(registered)).toEqual({ user: { id: uuid, username: 'dana', displayName: 'דנה' } });
  });

  test('who is logged in, in words and as JSON', async () => {
    expect(await on(dana)('whoami')).toEqual({ exitCode: 0, stdout: 'דנה (dana)\n', stderr: '' });
    expect(jsonOf(await on(dana)('whoami', '--json'))).toEqual({
      user: { id: uuid, username: 'dana', displayName: 'דנה' },
    });
  });

  test('log in from standard input, which may stay open, and log out; then nobody is logged in', async () => {
    const home = await makeHome();
    const login = start(['login', '--login', 'dana@example.org', '--json'], { home, env: onServer() });
    login.stdin.write('correct horse\n');
    const ended = await login.ended;
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(ended)).toEqual({ user: { id: uuid, username: 'dana', displayName: 'דנה' } });
    expect((await stat(join(home.folder, 'config', 'whist', 'identity.json'))).mode & 0o777).toBe(0o600);
    expect(await on(home)('logout', '--json')).toEqual({ exitCode: 0, stdout: '{}\n', stderr: '' });
    const nobody = await on(home)('whoami', '--json');
    expect(nobody.exitCode).toBe(77);
    expect(failure(nobody)).toEqual({
      reason: 'unauthenticated',
      message: `Nobody is logged in at ${server.listening.url} on this machine; use \`whist login\`, or \`whist register\` first.`,
    });
    expect(nobody.stderr).toBe(`${failure(nobody).message}\n`);
    await home.remove();
  });

  test('a session that has ended elsewhere is forgotten by logging out', async () => {
    const home = await makeHome();
    await on(home, 'correct horse\n')('login', '--login', 'dana');
    await on(home)('rpc', 'auth.logout');
    const ended = await on(home)('whoami', '--json');
    expect(ended.exitCode).toBe(77);
    expect(failure(ended).reason).toBe('invalid_token');
    expect((await on(home)('logout')).exitCode).toBe(0);
    expect(failure(await on(home)('whoami', '--json')).reason).toBe('unauthenticated');
    await home.remove();
  });

  test('a wrong password is refused', async () => {
    const ended = await on(dana, 'wrong horse\n')(
      'login',
      '--login',
      'dana',
      '--json',
      '--password-file',
      '-',
    );
    expect(ended.exitCode).toBe(77);
    expect(failure(ended).reason).toBe('invalid_credentials');
  });

  test('nobody is registered who cannot be remembered', async () => {
    const account = ['--username', 'noa', '--email', 'noa@example.org', '--display-name', 'Noa'];
    for (const folder of [join(dana.folder, 'password', 'below'), '/proc/nowhere']) {
      const ended = await whist(['register', ...account, '--json'], {
        home: dana,
        env: { ...onServer(), WHIST_CONFIG_DIR: folder },
        input: 'correct horse\n',
      });
      expect(ended.exitCode).toBe(74);
      expect(failure(ended)).toEqual({
        reason: 'folder_unusable',
        message: expect.stringContaining(`The config folder ${folder} cannot be used`),
      });
    }
    expect(failure(await on(dana)('stats', 'noa', '--json')).reason).toBe('user_not_found');
  });

  test('a client loads neither the screens nor the database', async () => {
    const node = ['--import', listModules(dana)];
    await whist(['stats'], { home: dana, env: onServer(), node });
    const modules = await modulesOf(dana);
    expect(modules).toContain('/src/cli/commands/stats.ts');
    expect(modules).not.toMatch(
      /node_modules\/(ink|react|@mikro-orm|kysely|pg|@electric-sql)\/|\/src\/(tui|storage|server)\//,
    );
  });
});

describe('a room', () => {
  test('create writes the code, or the state as JSON', async () => {
    const code = await on(dana)('create');
    expect(code).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^[A-Z0-9]{6}\n$/), stderr: '' });
    const choices = ['--points', '500', '--rule', 'zeroOver=30', '--starting-scores', '10,-20,0,35'];
    expect(jsonOf(await on(dana)('create', '--json', ...choices))).toMatchObject({
      code: expect.stringMatching(/^[A-Z0-9]{6}$/),
      status: 'waiting',
      rules: { zeroOver: 30 },
      length: { points: 500 },
      startingScores: [10, -20, 0, 35],
      seats: [{ displayName: 'דנה' }, null, null, null],
    });
  });

  test('join --json is a pipe: every line is answered before it ends with 0', async () => {
    const code = await openRoom();
    const input = [
      request(1, 'room.addGuest', { code, displayName: 'Noa' }),
      '{bad\n',
      '\n',
      '[]\n',
      `${'x'.repeat(70_000)}\n`,
      request(2, 'no.such', {}),
      request('same', 'room.state', { code }),
      request('same', 'room.state', { code: 'AAAAAA' }),
      '{bad again',
    ].join('');
    const ended = await on(dana, input)('join', code.toLowerCase(), '--json');
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const [entered, ...answers] = linesOf(ended);
    expect(entered).toMatchObject({ jsonrpc: '2.0', id: 'enter', result: { state: { code } } });
    const reasons = answers.map(({ id, error }) => [
      id,
      (error as { data: { reason: string } } | undefined)?.data.reason ?? 'ok',
    ]);
    expect(reasons.filter(([id]) => id !== null)).toEqual([
      [1, 'ok'],
      [2, 'unknown_method'],
      ['same', 'ok'],
      ['same', 'room_not_found'],
    ]);
    // One of them is told here, which may be before the others.
    const unreadable = reasons.filter(([id]) => id === null).map(([, reason]) => reason);
    expect(unreadable.filter((reason) => reason === 'parse_error')).toHaveLength(2);
    expect(unreadable.filter((reason) => reason === 'invalid_request')).toHaveLength(2);
    expect(answers).toHaveLength(8);
  });

  test('watch --json tells what happens until the input ends', async () => {
    const code = await openRoom();
    const watching = start(['watch', code, '--json'], { home: dana, env: onServer() });
    await watching.line((line) => line.includes('"id":"enter"'));
    await on(dana)('rpc', 'room.addGuest', JSON.stringify({ code, displayName: 'Noa' }));
    const told = await watching.line((line) => line.includes('"room.updated"'));
    expect(JSON.parse(told)).toMatchObject({ method: 'room.updated', params: { code, version: 2 } });
    watching.stdin.end();
    expect(await watching.ended).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('a room that does not exist ends the pipe, and says why', async () => {
    const pipe = start(['join', 'AAAAAA', '--json'], { home: dana, env: onServer() });
    const ended = await pipe.ended;
    expect(ended).toMatchObject({
      exitCode: 65,
      stderr: 'There is no room with this code; check it with the host.\n',
    });
    expect(linesOf(ended)).toMatchObject([{ id: 'enter', error: { data: { reason: 'room_not_found' } } }]);
  });

  test('who is not logged in has no pipe', async () => {
    const ended = await on(host)('join', 'ABC123', '--json');
    expect(ended.exitCode).toBe(77);
    expect(failure(ended).reason).toBe('unauthenticated');
  });

  test('rpc calls anything, with params from the command line or standard input', async () => {
    const code = await openRoom();
    const params = JSON.stringify({ code });
    const state = await on(dana)('rpc', 'room.state', params);
    expect(jsonOf(state)).toMatchObject({ version: 1, state: { code } });
    expect(await on(dana, params)('rpc', 'room.state', '-')).toEqual(state);
    const refused = await on(dana)('rpc', 'room.start', params, '--json');
    expect(refused.exitCode).toBe(65);
    expect(failure(refused).reason).toBe('seats_incomplete');
    expect(
      jsonOf(await on(host)('rpc', 'auth.login', '{"login":"dana","password":"correct horse"}')),
    ).toMatchObject({ user: { username: 'dana' }, expiresIn: expect.any(Number) });
  });
});

test('a reader that has had enough is no error', async () => {
  const running = start(['stats', '--json'], { home: dana, env: onServer() });
  running.closeStdout();
  expect(await running.ended).toMatchObject({ exitCode: 0, stderr: '' });
});

// The last one: it stops the server.
test('the server tells where it listens, and a pipe that it has gone', async () => {
  expect(server.listening).toEqual({
    event: 'listening',
    url: `ws://127.0.0.1:${server.listening.port}/ws`,
    port: expect.any(Number),
    pid: server.pid,
    urls: [server.listening.url],
    database: 'embedded',
    dataDir: join(host.folder, 'data', 'whist'),
  });
  const code = await openRoom();
  const pipe = start(['join', code, '--json'], { home: dana, env: onServer() });
  await pipe.line((line) => line.includes('"id":"enter"'));
  const ended = await server.stop();
  expect(ended.exitCode).toBe(143);
  expect(ended.stderr).toMatch(/^(\{.*\}\n)*$/); // the log alone
  expect(ended.stdout.split('\n').slice(1)).toEqual(['{"event":"stopped"}', '']);
  expect(await pipe.ended).toMatchObject({
    exitCode: 69,
    stderr: 'The server has gone; start the pipe again when it is back.\n',
  });
  expect(await modulesOf(host)).not.toMatch(/node_modules\/(ink|react)\/|\/src\/tui\//);
});
