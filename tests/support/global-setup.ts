import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { PgliteConnection } from '@mikro-orm/pglite';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../scripts/bundle.ts';
import { makeImage } from '../../scripts/image.ts';
import { unpackImage } from '../../src/storage/database/folder/image.ts';
import { up } from '../../src/storage/database/migrate.ts';
import { openDatabase } from '../../src/storage/database/open.ts';
import { sqlOf } from '../../src/storage/schema/db.ts';

/** The things that tests share: the program, migrated databases to copy, and the addresses of servers. */
export interface Templates {
  /** The program, built from the source of this moment. `npm run coverage` needs the source itself. */
  readonly program: string;
  /** The image of an embedded database. */
  readonly image: string;
  /** A file with the dump of an embedded database. */
  readonly pglite: string;
  /** A data folder with the same database; a server starts on a copy of it in a third of the time. */
  readonly dataDir: string;
  /** A server, the database to copy, and the prefix of the names of copies; null if no server answers. */
  readonly postgres: { readonly url: string; readonly template: string; readonly prefix: string } | null;
  /** The URL of a Redis; null if none answers. */
  readonly redis: string | null;
  /** Whether tests can start a Redis of their own. */
  readonly canStartRedis: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-test-'));
  // In this folder, because the program looks for its package.
  await mkdir('dist-test', { recursive: true });
  const dist = resolve(await mkdtemp('dist-test/'));
  await bundle(dist);
  const image = join(dist, 'database.tar.zst');
  // Not at the same time: the embedded database blocks the thread longer than a connection may take.
  const postgres = await makePostgresTemplate();
  const dataDir = join(folder, 'data');
  await makeImage(image);
  await unpackImage(join(dataDir, 'database'), image);
  const pglite = await dump(folder, dataDir);
  provide('templates', {
    program: process.env['WHIST_TEST_COVERAGE'] ? resolve('src/cli/index.ts') : join(dist, 'main.js'),
    image,
    pglite,
    dataDir,
    postgres,
    redis: await findRedis(),
    canStartRedis: findRedisServer(),
  });
  return async () => {
    for (const made of [folder, dist]) await rm(made, { recursive: true, force: true });
    if (postgres) await dropAll(postgres);
  };
}

async function dump(folder: string, dataDir: string): Promise<string> {
  const { orm, close } = await openDatabase({ dataDir });
  try {
    const connection = orm.em.getConnection();
    if (!(connection instanceof PgliteConnection)) throw new Error('a data folder is PGlite');
    const pglite = await connection.getNativeClient();
    const path = join(folder, 'migrated.tar');
    await writeFile(path, (await pglite.dumpDataDir('none')).stream());
    return path;
  } finally {
    await close();
  }
}

async function makePostgresTemplate(): Promise<Templates['postgres']> {
  const url = await findServer();
  if (url === null) return null;
  const template = `whist_test_${randomBytes(4).toString('hex')}`;
  await onServer(url, sql`create database ${sql.id(template)}`);
  const { orm, close } = await openDatabase({ databaseUrl: databaseAt(url, template) });
  await up(orm);
  await close();
  return { url, template, prefix: `${template}_` };
}

/** The first server that lets us in. If none does: null with a loud note, or an error when all databases are required. */
async function findServer(): Promise<string | null> {
  const given = process.env['WHIST_TEST_DATABASE_URL'];
  const candidates = given
    ? [given]
    : [userInfo().username, 'root', 'postgres'].map((user) => `postgres://${user}@127.0.0.1:5432/postgres`);
  const tried: string[] = [];
  for (const url of candidates) {
    try {
      await onServer(url, sql`select 1`);
      return url;
    } catch (error) {
      tried.push(error instanceof Error ? error.message : String(error));
    }
  }
  return leftOut('PostgreSQL', 'Start one on 127.0.0.1:5432, or name one in WHIST_TEST_DATABASE_URL.', tried);
}

/** A Redis that lets us in, or null with a loud note. Tests use names that nobody else has, and flush nothing. */
async function findRedis(): Promise<string | null> {
  const url = process.env['WHIST_TEST_REDIS_URL'] || 'redis://127.0.0.1:6379';
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return url;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return leftOut('Redis', 'Start one on 127.0.0.1:6379, or name one in WHIST_TEST_REDIS_URL.', [why]);
  } finally {
    redis.disconnect();
  }
}

function findRedisServer(): boolean {
  const { error } = spawnSync('redis-server', ['--version']);
  if (error) leftOut('A Redis that is frozen and killed', 'Install redis-server.', [error.message]);
  return !error;
}

/** Says which tests are left out and why. An error if none may be. */
function leftOut(what: string, advice: string, tried: readonly string[]): null {
  const told = [`${what} is not reachable: every test of it is LEFT OUT.`, ...new Set(tried), advice];
  if (process.env['WHIST_TEST_REQUIRE'] === 'all') throw new Error(told.join('\n'));
  const rule = '!'.repeat(100);
  process.stderr.write(`\n${rule}\n${told.join('\n')}\n${rule}\n\n`);
  return null;
}

async function dropAll({ url, template, prefix }: NonNullable<Templates['postgres']>): Promise<void> {
  const { orm, close } = await openDatabase({ databaseUrl: url });
  const { rows } = await sql<{ datname: string }>`
    select datname from pg_database where datname = ${template} or starts_with(datname, ${prefix})`.execute(
    sqlOf(orm),
  );
  for (const { datname } of rows)
    await sql`drop database if exists ${sql.id(datname)} with (force)`.execute(sqlOf(orm));
  await close();
}

/** Runs one statement on the server. */
export async function onServer(url: string, statement: ReturnType<typeof sql>): Promise<void> {
  const { orm, close } = await openDatabase({ databaseUrl: url });
  try {
    await statement.execute(sqlOf(orm));
  } finally {
    await close();
  }
}

/** The URL of another database of the same server. */
export function databaseAt(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
