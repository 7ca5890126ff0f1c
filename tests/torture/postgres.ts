import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../support/port.ts';

/** A PostgreSQL of our own, which may be killed. */
export interface OwnPostgres {
  readonly port: number;
  url(port?: number): string;
  /** Ends it: `fast` says goodbye, `immediate` is a crash. */
  stop(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Ends all sessions of whist. */
  endSessions(): Promise<void>;
  /** Runs a statement and answers its rows. */
  query(statement: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Makes a database cluster in a folder and starts it. */
export async function startPostgres(folder: string): Promise<OwnPostgres> {
  const bin = await programs();
  // PostgreSQL does not run as root.
  const user = userInfo().uid === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const data = join(folder, 'cluster');
  await mkdir(data, { mode: 0o700 });
  if (user.uid !== undefined) {
    await chown(data, user.uid, user.gid);
    execFileSync('chmod', ['711', folder]);
  }
  await promisify(execFile)(bin('initdb'), ['-D', data, '-U', 'whist', '-A', 'trust', '--no-sync'], user);
  const port = await freePort();
  let child: ChildProcess;

  async function start(): Promise<void> {
    const place = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    // Its processes are killed, but nobody cuts its power: what it has written is there after that.
    const settings = [...place, 'fsync=off'];
    child = spawn(bin('postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...user,
      stdio: 'ignore',
    });
    while (
      !(await query('select 1').then(
        () => true,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}`);
      await pause(20);
    }
  }

  const url = (through = port) => `postgresql://whist@127.0.0.1:${through}/postgres`;

  async function query(statement: string): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: url(), application_name: 'torture' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  await start();
  return {
    port,
    url,
    start,
    query,
    async stop(how) {
      const ended = once(child, 'exit');
      // The signals of fast and immediate shutdown; see the manual, "Shutting Down the Server".
      child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await ended;
    },
    async endSessions() {
      await query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'whist'");
    },
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGQUIT');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

/** Returns where the programs of PostgreSQL are. Debian has them in folders of their versions. */
async function programs(): Promise<(name: string) => string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  const folder =
    newest === undefined
      ? execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim()
      : join('/usr/lib/postgresql', newest, 'bin');
  return (name) => join(folder, name);
}
