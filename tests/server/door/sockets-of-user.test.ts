import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { defaultLimits } from '../../../src/config/limits.ts';
import { serverTest } from '../../support/server-test.ts';
import type { TestServer } from '../../support/server.ts';
import { connect, type Wire } from '../../support/wire.ts';

const onServer = serverTest({ limits: defaultLimits });
const onFreeServer = serverTest();

const password = 'correct horse';
const most = 32;

/** Somebody new on as many sockets as a user may have, the oldest first. */
async function fill(server: TestServer) {
  const login = `u${randomBytes(6).toString('hex')}`;
  const wire = await connect(server.url);
  const params = { username: login, email: `${login}@example.org`, password, displayName: 'Dana' };
  const session = await wire.call('auth.register', params);
  const sockets: Wire[] = [wire];
  while (sockets.length < most) sockets.push(await resumed(server, session));
  return { login, sockets, oldest: wire, ...session };
}

async function resumed({ url }: TestServer, { accessToken }: { readonly accessToken: string }) {
  const wire = await connect(url);
  await wire.call('auth.resume', { accessToken });
  return wire;
}

onServer(
  'a user who has 32 sockets resumes no session on another one until one of them closes',
  async (server) => {
    const { accessToken, sockets, oldest } = await fill(server);
    const another = await connect(server.url);
    const refusal = another.call('auth.resume', { accessToken });
    await expect(refusal).rejects.toMatchObject({ reason: 'rate_limited', data: { retryAfter: 5 } });
    expect(await another.refused('auth.me', {})).toBe('unauthenticated');
    await oldest.call('auth.resume', { accessToken });
    await server.enter(await server.person());
    for (const socket of sockets) await socket.call('auth.me', {});

    await sockets[7]?.close();
    await expect
      .poll(() => resumed(server, { accessToken }).catch(() => null), { timeout: 10_000 })
      .toBeTruthy();
  },
);

onServer('a login and a refresh take the place of the oldest socket of the user', async (server) => {
  const { login, refreshToken, sockets, oldest } = await fill(server);
  const another = await connect(server.url);
  await another.call('auth.login', { login, password });
  expect(await oldest.closed).toBe(1013);
  const next = await connect(server.url);
  await next.call('auth.refresh', { refreshToken });
  expect(await sockets[1]?.closed).toBe(1013);
  for (const socket of [...sockets.slice(2), another, next]) await socket.call('auth.me', {});
});

onFreeServer('without limits a user has any number of sockets', async (server) => {
  const { oldest, ...session } = await fill(server);
  await resumed(server, session);
  await oldest.call('auth.me', {});
});
