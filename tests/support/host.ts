import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createIdentities } from '../../src/cli/session/identity.ts';
import { makeHome, startWhist, whist, type Ended, type Home, type Hosting } from './cli.ts';
import { createPostgres, hasPostgres } from './database.ts';
import { connect, type Wire } from './wire.ts';

const password = 'correct horse';

/** A person with an account on the server and a home on this machine. */
export interface HomePerson {
  readonly home: Home;
  /** Runs a command as this person. */
  run(...args: string[]): Promise<Ended>;
  /** Runs a command with this standard input. */
  runWith(input: string, ...args: string[]): Promise<Ended>;
  /** Writes a file into the home, and resolves with its path. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  /** Another terminal of this person, that is not the command line. */
  wire(): Promise<Wire>;
}

export interface Host {
  /** The home of the server. */
  readonly home: Home;
  readonly server: Hosting;
  /** Tells a command where the server is. */
  readonly env: Readonly<Record<string, string>>;
  /** Somebody without an account. */
  stranger(): Promise<HomePerson>;
  /** Somebody who has registered with the password `correct horse`. */
  person(username: string, displayName?: string): Promise<HomePerson>;
}

/**
 * Starts the real program as a server for the tests of a file. Each test brings people of its own. The server has a
 * PostgreSQL if one answers, because that takes half the time of the embedded database. A file may ask for the embedded one.
 */
export function hostForFile({ isEmbedded = !hasPostgres } = {}): () => Host {
  const homes: Home[] = [];
  let host: Host | null = null;
  let database: Awaited<ReturnType<typeof createPostgres>> | null = null;

  async function newHome(): Promise<Home> {
    const home = await makeHome();
    homes.push(home);
    return home;
  }

  beforeAll(async () => {
    if (!isEmbedded) database = await createPostgres();
    const made = await newHome();
    const where = database ? { WHIST_DATABASE_URL: database.url } : {};
    const home = { ...made, env: { ...made.env, ...where } };
    const server = await startWhist([], { home });
    const env = { WHIST_SERVER: server.listening.url };
    const stranger = async () => personAt(await newHome(), env, 'nobody');
    host = {
      home,
      server,
      env,
      stranger,
      async person(username, displayName = username) {
        const home = await newHome();
        await logIn(home, server.listening.url, { username, displayName });
        return personAt(home, env, username);
      },
    };
  });
  afterAll(async () => {
    await host?.server.stop();
    await database?.drop();
    for (const home of homes) await home.remove();
  });
  return () => {
    if (!host) throw new Error('the server of this file has not started');
    return host;
  };
}

/** Registers somebody as the program does, and keeps the login in their home. */
async function logIn(
  { folder }: Home,
  url: string,
  names: { readonly username: string; readonly displayName: string },
): Promise<void> {
  const wire = await connect(url);
  const session = await wire.call('auth.register', {
    ...names,
    email: `${names.username}@example.org`,
    password,
  });
  await wire.close();
  await createIdentities(join(folder, 'config', 'whist')).save(url, session);
}

function personAt(home: Home, env: Host['env'], username: string): HomePerson {
  return {
    home,
    run: (...args) => whist(args, { home, env }),
    runWith: (input, ...args) => whist(args, { home, env, input }),
    async file(name, content) {
      const path = join(home.folder, name);
      await writeFile(path, content, { mode: 0o600 });
      return path;
    },
    async wire() {
      const wire = await connect(env['WHIST_SERVER'] ?? '');
      await wire.call('auth.login', { login: username, password });
      return wire;
    },
  };
}

/** The value that a command has written with --json. */
export const jsonOf = ({ stdout }: Pick<Ended, 'stdout'>): unknown => JSON.parse(stdout);
