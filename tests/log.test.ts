import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** The lines that a log of this level writes to standard error. */
function logged(level: string, script: string): Record<string, unknown>[] {
  const code = `
    const { createLog } = await import('./src/config/log.ts');
    const log = createLog('${level}');
    ${script}`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('the log writes a line of JSON for each message of its level and above', () => {
  const lines = logged('warn', "log.info('one'); log.warn('two'); log.error('three');");
  expect(lines).toEqual([
    { level: 'warn', time: expect.stringMatching(/^\d{4}-.*Z$/), pid: expect.any(Number), msg: 'two' },
    { level: 'error', time: expect.any(String), pid: expect.any(Number), msg: 'three' },
  ]);
});

test('an error is logged with its causes, and without the password of a database', () => {
  const [line] = logged(
    'info',
    `const cause = Object.assign(new Error('connect to postgres://dana:sec/ret@db/whist failed'), { code: 'ECONNREFUSED' });
     log.error({ err: new Error('auth.login failed', { cause }), password: 'secret', params: { accessToken: 'secret' } }, 'Something failed.');`,
  );
  expect(line).toMatchObject({
    msg: 'Something failed.',
    err: {
      message: 'auth.login failed',
      cause: { code: 'ECONNREFUSED', message: 'connect to postgres://***@db/whist failed' },
    },
  });
  expect(JSON.stringify(line)).not.toMatch(/sec\/?ret/);
});

test('a database or a Redis that is away is told once, and once when it is back', () => {
  const lines = logged(
    'info',
    `const { createReports } = await import('./src/node/reports.ts');
     let isUp = true;
     const isUnavailable = (error) => error.message === 'connection terminated';
     const { report, answered, lookAtCache } = createReports(log, { isUnavailable, isCacheUp: () => isUp });
     for (const once of [1, 2]) report(new Error('room.join failed', { cause: new Error('connection terminated') }));
     report(new Error('a bug'));
     for (const once of [1, 2]) answered();
     isUp = false;
     for (const once of [1, 2]) lookAtCache();
     isUp = true;
     for (const once of [1, 2]) lookAtCache();`,
  );
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ['warn', 'The database does not answer; players are told to try again.'],
    ['error', 'Something failed.'],
    ['info', 'The database answers again.'],
    ['warn', 'Redis does not answer; this node goes on without it.'],
    ['info', 'Redis answers again.'],
  ]);
});
