import { afterAll, test } from 'vitest';
import { oneDatabase, type TestDatabase } from './database.ts';
import { startServer, type TestOptions, type TestServer } from './server.ts';

interface Options extends Partial<TestOptions> {
  readonly databases?: readonly TestDatabase[];
}

type Run = (server: TestServer, database: TestDatabase) => Promise<void>;

/**
 * Declares tests that run on a server, or on one for each database. The tests of a file share the servers, so each test
 * makes its own people and tables.
 */
export function serverTest({ databases = oneDatabase, ...options }: Options = {}) {
  const started = new Map<TestDatabase, Promise<TestServer>>();
  const serverOn = (database: TestDatabase) => {
    const server = started.get(database) ?? startServer(database, options);
    started.set(database, server);
    return server;
  };
  afterAll(async () => {
    for (const server of started.values()) await (await server).stop();
  });
  return (title: string, run: Run): void => {
    for (const database of databases)
      test(`${title}, on ${database.name}`, async () => run(await serverOn(database), database));
  };
}
