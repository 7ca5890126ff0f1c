import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failure, makeHome, start, startWhist } from '../support/cli.ts';
import { hostForFile, type HomePerson } from '../support/host.ts';
import { listModules, modulesOf } from '../support/modules.ts';

const host = hostForFile();
const enters = (line: string) => line.includes('"id":"enter"');
const linesOf = ({ stdout }: { stdout: string }) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { id?: unknown; error?: { data: { reason: string } } });
const request = (id: unknown, method: string, params: object) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params }) + '\n';
const openRoom = async ({ run }: HomePerson) => (await run('create')).stdout.trim();

test('join --json is a pipe: every line is answered before it ends with 0', async () => {
  const dana = await host().person('dana');
  const code = await openRoom(dana);
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
  const ended = await dana.runWith(input, 'join', code.toLowerCase(), '--json');
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  const [entered, ...answers] = linesOf(ended);
  expect(entered).toMatchObject({ jsonrpc: '2.0', id: 'enter', result: { state: { code } } });
  const reasons = answers.map(({ id, error }) => [id, error?.data.reason ?? 'ok'] as const);
  expect(reasons.filter(([id]) => id !== null)).toEqual([
    [1, 'ok'],
    [2, 'unknown_method'],
    ['same', 'ok'],
    ['same', 'room_not_found'],
  ]);
  // The answer to the long line comes from the program itself, and may come before the others.
  const unreadable = reasons.filter(([id]) => id === null).map(([, reason]) => reason);
  expect(unreadable.filter((reason) => reason === 'parse_error')).toHaveLength(2);
  expect(unreadable.filter((reason) => reason === 'invalid_request')).toHaveLength(2);
  expect(answers).toHaveLength(8);
});

test('watch --json writes the news until its input ends', async () => {
  const yossi = await host().person('yossi');
  const code = await openRoom(yossi);
  const watching = start(['watch', code, '--json'], { home: yossi.home, env: host().env });
  await watching.line(enters);
  await yossi.run('rpc', 'room.addGuest', JSON.stringify({ code, displayName: 'Noa' }));
  const told = await watching.line((line) => line.includes('"room.updated"'));
  expect(JSON.parse(told)).toMatchObject({ method: 'room.updated', params: { code, version: 2 } });
  watching.stdin.end();
  expect(await watching.ended).toMatchObject({ exitCode: 0, stderr: '' });
});

test('a room that does not exist ends the pipe, which says why', async () => {
  const { home } = await host().person('noa');
  const ended = await start(['join', 'AAAAAA', '--json'], { home, env: host().env }).ended;
  expect(ended).toMatchObject({
    exitCode: 65,
    stderr: 'There is no room with this code; check it with the host.\n',
  });
  expect(linesOf(ended)).toMatchObject([{ id: 'enter', error: { data: { reason: 'room_not_found' } } }]);
});

test('without a login there is no pipe', async () => {
  const ended = await (await host().stranger()).run('join', 'ABC123', '--json');
  expect([ended.exitCode, failure(ended).reason]).toEqual([77, 'unauthenticated']);
});

test('a pipe says that its server has gone, and a server loads no screens', async () => {
  const home = await makeHome();
  const server = await startWhist([], { home, ...listModules(home) });
  expect(server.listening).toEqual({
    event: 'listening',
    url: `ws://127.0.0.1:${server.listening.port}/ws`,
    port: expect.any(Number),
    pid: server.pid,
    urls: [server.listening.url],
    database: 'embedded',
    dataDir: join(home.folder, 'data', 'whist'),
  });
  const env = { WHIST_SERVER: server.listening.url };
  const register = start(['register', '--username=gil', '--email=gil@example.org', '--display-name=Gil'], {
    home,
    env,
  });
  register.stdin.end('correct horse\n');
  await register.ended;
  const code = (await start(['create'], { home, env }).ended).stdout.trim();
  const pipe = start(['join', code, '--json'], { home, env });
  await pipe.line(enters);
  const ended = await server.stop();
  expect(ended.exitCode).toBe(143);
  // Standard error has the log alone.
  expect(ended.stderr).toMatch(/^(\{.*\}\n)*$/);
  expect(ended.stdout.split('\n').slice(1)).toEqual(['{"event":"stopped"}', '']);
  expect(await pipe.ended).toMatchObject({
    exitCode: 69,
    stderr: 'The server has gone; start the pipe again when it is back.\n',
  });
  expect(await modulesOf(home)).not.toMatch(/node_modules\/(ink|react)\/|\/src\/tui\//);
  await home.remove();
});
