import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { createLog } from '../../../src/config/log.ts';
import { startNode } from '../../../src/node/node.ts';
import { hasPostgres, testPostgres } from '../../support/database.ts';
import { eventually } from '../../support/redis.ts';
import { connect } from '../../support/wire.ts';

test.runIf(hasPostgres)(
  'nodes without a Redis find each other in the database, and say so once',
  async () => {
    const { databaseUrl, close } = await testPostgres.open();
    onTestFinished(close);
    const dataDir = await mkdtemp(join(tmpdir(), 'whist-test-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const flags = { dataDir, port: '0', databaseUrl: databaseUrl ?? '' };
    const loaded = loadConfig({ flags, env: {} });
    if ('error' in loaded) throw new Error(loaded.error);
    const config = loaded.ok;

    async function start() {
      const lines: string[] = [];
      const log = createLog('warn', { write: (line) => lines.push(line) });
      const node = await startNode({ config, log });
      onTestFinished(node.close);
      return { ...node, warnings: () => lines.filter((line) => line.includes('--redis-url')).length };
    }

    const [first, second] = [await start(), await start()];
    const names = { username: 'dana', email: 'dana@example.org', displayName: 'Dana' };
    const dana = await connect(first.url);
    const { accessToken } = await dana.call('auth.register', {
      ...names,
      password: 'correct horse',
      commandId: uuid(),
    });
    const { code } = await dana.call('room.create', { commandId: uuid() });
    const watcher = await connect(second.url);
    await watcher.call('auth.resume', { accessToken });
    await watcher.call('room.watch', { code });
    await dana.call('room.addGuest', { code, displayName: 'Noa', commandId: uuid() });
    await watcher.updated(({ event }) => event.type === 'room.addGuest');
    await eventually(() => first.warnings() > 0 && second.warnings() > 0);
    await first.beat();
    expect([first.warnings(), second.warnings()]).toEqual([1, 1]);
  },
);
