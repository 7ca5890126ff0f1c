import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIdentities } from '../../src/cli/session/identity.ts';
import { failure, makeHome, startWhist, whist, type Home } from '../support/cli.ts';
import { jsonOf } from '../support/host.ts';
import { recordShortGame } from '../support/short-game.ts';
import { connect } from '../support/wire.ts';

let home: Home;
let code: string;
let env: Record<string, string>;

/** A finished game of a device that keeps the score of a table, in a database that no server serves any more. */
beforeAll(async () => {
  home = await makeHome();
  const server = await startWhist([], { home });
  const { url, port } = server.listening;
  env = { WHIST_PORT: String(port) };
  const wire = await connect(url);
  const session = await wire.call('auth.register', {
    username: 'table',
    email: 'table@example.org',
    password: 'correct horse',
    displayName: 'This table',
  });
  await createIdentities(join(home.folder, 'config', 'whist')).save(url, session);
  ({ code } = await wire.call('room.create', { seated: false }));
  for (const displayName of ['Dana', 'Yossi', 'Noa', 'Amir'])
    await wire.call('room.addGuest', { code, displayName });
  await recordShortGame(wire, code);
  await wire.close();
  await server.stop();
});
afterAll(() => home.remove());

test('commands that read open the database of this machine when no server answers', async () => {
  const run = (...args: string[]) => whist(args, { home, env });
  expect((await run('game', code)).stdout).toContain('won by Yossi');
  expect((await run('history')).stdout).toMatch(
    new RegExp(`${code} +1 round +Dana −10, Yossi ★ 46, Noa 19, Amir 14`),
  );
  expect(jsonOf(await run('replay', code, '--json'))).toMatchObject({ code });
  const folder = ['--data-dir', join(home.folder, 'data', 'whist')];
  for (const command of [['stats'], ['claim', 'list', ...folder], ['profile', ...folder], ['export']])
    expect(await run(...command)).toMatchObject({ exitCode: 0 });
});

test('a command that writes needs a server, and so does a server that somebody has named', async () => {
  const missing = async (args: string[], more = {}) => {
    const ended = await whist([...args, '--json'], { home, env: { ...env, ...more } });
    return [ended.exitCode, failure(ended).reason];
  };
  const url = `ws://127.0.0.1:${env['WHIST_PORT'] ?? ''}/ws`;
  expect(await missing(['create'])).toEqual([69, 'server_not_reached']);
  expect(await missing(['game', code, '--server', url])).toEqual([69, 'server_not_reached']);
  expect(await missing(['game', code], { WHIST_SERVER: url })).toEqual([69, 'server_not_reached']);
});

test('nothing is made for somebody who has not played here', async () => {
  await rm(join(home.folder, 'data'), { recursive: true });
  const ended = await whist(['history', '--json'], { home, env });
  expect([ended.exitCode, failure(ended).reason]).toEqual([69, 'server_not_reached']);
});
