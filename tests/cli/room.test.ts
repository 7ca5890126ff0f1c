import { expect, test } from 'vitest';
import { failure, start } from '../support/cli.ts';
import { hostForFile, jsonOf } from '../support/host.ts';

const host = hostForFile();

test('create writes the code, or the state as JSON', async () => {
  const dana = await host().person('dana', 'דנה');
  const code = await dana.run('create');
  expect(code).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^[A-Z0-9]{6}\n$/), stderr: '' });
  const choices = ['--points', '500', '--rule', 'zeroOver=30', '--starting-scores', '10,-20,0,35'];
  expect(jsonOf(await dana.run('create', '--json', ...choices))).toMatchObject({
    code: expect.stringMatching(/^[A-Z0-9]{6}$/),
    status: 'waiting',
    rules: { zeroOver: 30 },
    length: { points: 500 },
    startingScores: [10, -20, 0, 35],
    seats: [{ displayName: 'דנה' }, null, null, null],
  });
});

test('a seat is counted from 1 on the command line, and from 0 on the wire', async () => {
  const dana = await host().person('dana2', 'Dana');
  const code = (await dana.run('create')).stdout.trim();
  const yossi = await host().person('yossi2', 'Yossi');
  expect((await yossi.run('join', code, '--seat', '4', '--json')).exitCode).toBe(0);
  expect(jsonOf(await yossi.run('rpc', 'room.state', JSON.stringify({ code })))).toMatchObject({
    state: { seats: [{ displayName: 'Dana' }, null, null, { seat: 3, displayName: 'Yossi' }] },
  });
});

test('rpc calls any method, with params from the command line or from standard input', async () => {
  const noa = await host().person('noa');
  const code = (await noa.run('create')).stdout.trim();
  const params = JSON.stringify({ code });
  const state = await noa.run('rpc', 'room.state', params);
  expect(jsonOf(state)).toMatchObject({ version: 1, state: { code } });
  expect(await noa.runWith(params, 'rpc', 'room.state', '-')).toEqual(state);
  const refused = await noa.run('rpc', 'room.start', params, '--json');
  expect([refused.exitCode, failure(refused).reason]).toEqual([65, 'seats_incomplete']);
  const stranger = await host().stranger();
  expect(
    jsonOf(await stranger.run('rpc', 'auth.login', '{"login":"noa","password":"correct horse"}')),
  ).toMatchObject({ user: { username: 'noa' }, expiresIn: expect.any(Number) });
});

test('a reader that stops early is no error', async () => {
  const { home } = await host().person('amir');
  const running = start(['stats', '--json'], { home, env: host().env });
  running.closeStdout();
  expect(await running.ended).toMatchObject({ exitCode: 0, stderr: '' });
});

test('the operator shows a message on every terminal, and nobody else may', async () => {
  const yossi = await host().person('yossi');
  const code = (await yossi.run('create')).stdout.trim();
  const pipe = start(['join', code, '--json'], { home: yossi.home, env: host().env });
  await pipe.line((line) => line.includes('"enter"'));
  const message = 'Last round, please.';
  const operator = start(['admin', 'broadcast', message, '--json'], { home: host().home, env: host().env });
  expect(await operator.ended).toMatchObject({ exitCode: 0, stdout: '{}\n', stderr: '' });
  const told = await pipe.line((line) => line.includes('admin.broadcast'));
  expect(JSON.parse(told)).toMatchObject({ params: { message } });
  pipe.stdin.end();
  expect((await pipe.ended).exitCode).toBe(0);

  // The home of Yossi has another secret than the server.
  const stranger = await yossi.run('admin', 'broadcast', 'Free cards!', '--json');
  expect([stranger.exitCode, failure(stranger).reason]).toEqual([77, 'not_operator']);
});
