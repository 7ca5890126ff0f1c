import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeHome, startWhist, whist, type Home, type Hosting } from '../support/cli.ts';
import { connect } from '../support/wire.ts';

let home: Home;
let host: Hosting;
beforeEach(async () => {
  home = await makeHome();
  host = await startWhist([], { home });
});
afterEach(async () => {
  host.kill('SIGKILL');
  await host.ended;
  await home.remove();
});

const person = {
  username: 'dana',
  email: 'dana@example.org',
  password: 'correct horse battery',
  displayName: 'Dana',
};

describe('a server that is asked to stop', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s answers the requests it has, and says when to come back', async (signal, exitCode) => {
    const wire = await connect(host.listening.url);
    await wire.call('auth.register', person);
    const asked = [1, 2, 3].map(() => wire.call('room.create', { commandId: randomUUID() }));
    await asked[0];
    host.kill(signal);
    const goodbye = await wire.until(() => wire.frames.find((frame) => frame.includes('server.stopping')));
    expect(JSON.parse(goodbye)).toMatchObject({ params: { retryAfter: expect.any(Number) } });
    expect(await wire.closed).toBe(1001);
    expect((await Promise.all(asked)).map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(await host.ended).toMatchObject({ exitCode });
  });

  test('does not wait for ever for a client that does not read, and ends at once after a second signal', async () => {
    const wire = await connect(host.listening.url);
    await wire.call('auth.register', person);
    wire.pause();
    const start = performance.now();
    host.kill('SIGTERM');
    await host.note((line) => line.includes('"Stopping.'));
    host.kill('SIGTERM');
    expect((await host.ended).exitCode).toBe(143);
    expect(performance.now() - start).toBeLessThan(5_500);
  });
});

test('the log has the events that an operator needs, and no secret', async () => {
  // This server has something to migrate first.
  const where = ['--data-dir', join(home.folder, 'fresh')];
  await whist(['migrate', 'up', ...where], { home });
  await whist(['migrate', 'down', ...where], { home });
  const fresh = await startWhist(where, { home });
  const wire = await connect(fresh.listening.url);
  const { accessToken, refreshToken } = await wire.call('auth.register', person);
  await wire.refused('auth.login', { login: person.email, password: 'a wrong password' });
  await wire.call('auth.login', { login: person.email, password: person.password });
  const { stderr } = await fresh.stop();
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; msg: string; time: string });
  expect(lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      'The schema has been brought up to date.',
      'Listening.',
      'Stopping.',
      'Stopped.',
    ]),
  );
  expect(lines.every(({ level }) => level === 'info')).toBe(true);
  for (const secret of [person.password, 'a wrong password', person.email, accessToken, refreshToken])
    expect(stderr).not.toContain(secret);
});
