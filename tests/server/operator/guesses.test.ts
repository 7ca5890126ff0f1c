import { expect } from 'vitest';
import { defaultLimits } from '../../../src/config/limits.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestNode } from '../../support/server.ts';
import { connect } from '../../support/wire.ts';
import { login, operatorAt, register } from './desk.ts';

const onServer = serverTest({ limits: { ...defaultLimits, login: { points: 2, seconds: 900 } } });
const newPassword = 'another horse';

async function resetRefused(node: TestNode, username: string, code: string) {
  const wire = await connect(node.url);
  return wire.refused('auth.reset', { newPassword, username, code });
}

onServer('guesses of codes are counted like guesses of passwords', async (server) => {
  const { username } = await register(server);
  const { code } = await (await operatorAt(server)).call('admin.resetPassword', { username });
  expect(await resetRefused(server, username, 'nonsense')).toBe('invalid_code');
  // A correct code is not a guess.
  await (await connect(server.url)).call('auth.reset', { username, code, newPassword });
  for (const name of [username, username.toUpperCase()])
    expect(await resetRefused(server, name, code)).toBe('invalid_code');
  expect(await resetRefused(server, username, code)).toBe('rate_limited');
  // They do not keep the owner from logging in.
  await login(server, username, newPassword);
});
