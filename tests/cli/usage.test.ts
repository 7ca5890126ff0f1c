import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure, makeHome, whist, type Home } from '../support/cli.ts';

let home: Home;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => home.remove());

const noServer = 'ws://127.0.0.1:1/ws';

test('help and version go to standard output, with the exit code 0', async () => {
  const help = await whist(['--help'], { home });
  expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  for (const command of [
    'serve',
    'register',
    'join <code>',
    'play [code]',
    'group [command]',
    'migrate <command>',
  ])
    expect(help.stdout).toContain(`  ${command} `);
  expect(await whist(['help', 'serve'], { home })).toEqual(await whist(['serve', '--help'], { home }));
  const ofAdd = await whist(['group', 'add', '--help'], { home });
  expect(ofAdd).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^Usage: whist group add \[options\] <group> <user>\n/),
    stderr: '',
  });
  expect(await whist(['help', 'group', 'add'], { home })).toEqual(ofAdd);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect(await whist(['--version'], { home })).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [[], 'Usage: whist'],
  [['nosuch'], "unknown command 'nosuch'"],
  [['join'], 'Usage: whist join [options] <code>'],
  [['group', 'add'], 'Usage: whist group add [options] <group> <user>'],
  [['migrate'], 'name one of up, down, status, sql'],
  [['help', 'nosuch'], 'Usage: whist'],
  [['join', 'ABC123', 'DEF456'], 'too many arguments'],
  [['join', 'ABC123', '--seat', '9'], 'Allowed choices are 1, 2, 3, 4'],
  [['create', '--rounds', '3', '--points', '4'], 'cannot be used with'],
])('%j is no command: the help goes to standard error', async (args, told) => {
  const ended = await whist(args, { home });
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toContain(told);
});

test('with --json a mistake in the command is JSON too', async () => {
  const ended = await whist(['serv', '--json'], { home });
  expect(ended.exitCode).toBe(2);
  expect(failure(ended)).toEqual({
    reason: 'usage',
    message: "unknown command 'serv' (Did you mean serve?)",
  });
});

test.each<[settings: string, message: string]>([
  ['{"prot":1}', 'has an unknown key "prot"'],
  ['{"port":99999}', '"port" in the settings file'],
  ['{', 'is not JSON'],
])('a settings file with %s is refused in one sentence', async (settings, message) => {
  const path = join(home.folder, 'settings.json');
  await writeFile(path, settings);
  const ended = await whist(['serve', '--json', '--config', path], { home });
  expect(ended.exitCode).toBe(2);
  expect(failure(ended).message).toContain(message);
  expect(ended.stderr).toBe(`${failure(ended).message}\n`);
});

test.each<[args: string[], env: Record<string, string>, message: string]>([
  [['--port', 'abc'], {}, '--port must be a whole number from 0 to 65535.'],
  [[], { WHIST_PORT: 'abc' }, 'WHIST_PORT must be a whole number from 0 to 65535.'],
  [['--server', 'http://x'], {}, '--server must be a URL like ws://192.168.1.20:4440/ws.'],
])('%j with %j is a setting nobody can have', async (args, env, message) => {
  const ended = await whist(['whoami', '--json', ...args], { home, env });
  expect(ended).toMatchObject({ exitCode: 2, stderr: `${message}\n` });
  expect(failure(ended)).toEqual({ reason: 'bad_setting', message });
});

test.each([[['whoami']], [['join', 'ABC123']], [['rpc', 'auth.me']]])(
  'without a server %j says so',
  async (args) => {
    const ended = await whist([...args, '--json', '--server', noServer], { home });
    expect(ended.exitCode).toBe(69);
    expect(failure(ended)).toEqual({
      reason: 'server_not_reached',
      message: `No server answers at ${noServer}; start one with \`whist serve\`, or name another with --server.`,
    });
  },
);

test.each([[['join', 'ABC123']], [['play']]])('without a terminal %j has no screen', async (args) => {
  const ended = await whist(args, { home });
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ended.stderr).toMatch(/need.* a terminal/);
});

test.each([
  [['register'], '--username'],
  [['login'], '--login'],
  [['login', '--login', 'dana'], '--password-file'],
])('without a terminal %j asks nothing and names the flag', async (args, flag) => {
  const ended = await whist([...args, '--json'], { home });
  expect(ended.exitCode).toBe(2);
  expect(failure(ended)).toEqual({
    reason: 'no_terminal',
    message: `There is no terminal to ask in; give ${flag}.`,
  });
});

test.each([
  [['create', '--rounds', 'x'], 2, 'bad_number'],
  [['create', '--rule', 'foo=1'], 2, 'bad_rule'],
  [['create', '--starting-scores', '1,2,3'], 2, 'bad_scores'],
  [['rpc', 'no.such'], 2, 'unknown_method'],
  [['rpc', 'auth.me', '{'], 65, 'parse_error'],
  [['migrate', 'sideways'], 2, 'bad_direction'],
  [['admin', 'shout', 'Free cards!'], 2, 'bad_action'],
])('%j is told before anybody is asked', async (args, exitCode, reason) => {
  const ended = await whist([...args, '--json', ...(args[0] === 'migrate' ? [] : ['--server', noServer])], {
    home,
  });
  expect(ended.exitCode).toBe(exitCode);
  expect(failure(ended).reason).toBe(reason);
});

const redis = 'redis://dana:se/cret@cache:6379';
test.each([
  [['serve', '--redis-url', redis], {}],
  [['serve'], { WHIST_REDIS_URL: redis }],
  [['serve', `--redis-ulr=${redis}`], {}],
  [['serve', '--redis-ulr', redis], {}],
  [['serve', redis], {}],
  [[redis], {}],
  [['whoami', `--redis-url=${redis}`], {}],
  [['whoami', '--server', 'ws://dana:secret@127.0.0.1:1'], {}],
  [['rpc', 'stats.leaderboard'], { WHIST_SERVER: 'ws://dana:secret@127.0.0.1:1' }],
])('%j with %j shows no password', async (args, env) => {
  const ended = await whist([...args, '--json'], { home, env });
  expect([2, 69]).toContain(ended.exitCode);
  expect(failure(ended).message).not.toBe('');
  expect(ended.stdout + ended.stderr).not.toMatch(/se\/?cret/);
});
