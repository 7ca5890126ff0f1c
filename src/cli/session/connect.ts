import { pathToFileURL } from 'node:url';
import { resumeSession, type Authenticate, type Connection } from '../../client/index.ts';
import { hasDatabase } from '../../config/folder.ts';
import type { Config } from '../../config/load.ts';
import { shownUrl } from '../../config/secrets.ts';
import {
  refuse,
  type MethodName,
  type Params,
  type Refused,
  type Result,
  type Session,
  type User,
} from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import { Failure, refusedBy } from '../exit.ts';
import { forPeople, haveNamesApart } from '../names.ts';
import { loadArrangement, notePassing } from '../output.ts';
import { folderOf, sameFolder, sameOptions } from './addresses.ts';
import { configFolderFault } from './folder-fault.ts';
import { startHost } from './host.ts';
import { createIdentities } from './identity.ts';
import { keepPreferences } from './preferences.ts';
import { connectTo, unreachable } from './reach.ts';

const say = words.output.connect;

/** A connection that is logged in. A refusal of the server is a failure of the command. */
export interface Client {
  readonly connection: Connection;
  readonly user: User;
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
}

/** Connects with the login of this machine, and closes the connection when `task` is done. */
export function withClient<T>(config: Config, task: (client: Client) => Promise<T>): Promise<T> {
  return withLogin(config, resumeKept(config), task);
}

/**
 * The same for a command that only reads. If no server was named and none runs on this machine, the database of
 * this machine is opened for it: `whist play` has kept its games there.
 */
export async function withReader<T>(config: Config, task: (client: Client) => Promise<T>): Promise<T> {
  try {
    return await withClient(config, task);
  } catch (error) {
    const isMissing = error instanceof Failure && error.reason === 'server_not_reached';
    if (!isMissing || !(await hasOwnGames(config))) throw error;
  }
  notePassing(say.openingDatabase);
  const node = await startHost({ ...config, host: 'localhost', port: 0, tls: null, logLevel: 'error' });
  notePassing('');
  try {
    return await withLogin({ ...config, server: node.url }, resumeKept(config), task);
  } finally {
    await node.close();
  }
}

/** Whether somebody has played on this machine without a server. */
async function hasOwnGames(config: Config): Promise<boolean> {
  const dataDir = folderOf(config);
  if (config.isServerNamed || dataDir === null) return false;
  if (config.databaseUrl === null && !hasDatabase(dataDir)) return false;
  const { load } = createIdentities(config.configDir);
  for (const place of loginPlaces(config)) if ((await load(place)) !== null) return true;
  return false;
}

/**
 * Where logins are kept: by the server, or by the data folder that an option names, because every folder has its own
 * accounts. The likeliest place is the first one.
 */
export function loginPlaces(config: Config): readonly [string, ...string[]] {
  const { server, isServerNamed, databaseUrl } = config;
  const isFolder = !isServerNamed && databaseUrl === null && sameFolder(config) !== '';
  return isFolder ? [pathToFileURL(config.dataDir).href, server] : [server];
}

interface Started {
  readonly user: User;
  /** Somebody else who was logged in here until now, or null. */
  readonly before: User | null;
}

/** Connects and logs in or registers. The session is kept for later commands. */
export async function startSession(config: Config, enter: Enter): Promise<Started> {
  const identities = createIdentities(config.configDir);
  // Check the folder before an account is made; later it would be too late to keep its session.
  await identities.prepare().catch((error: unknown) => {
    throw configFolderFault(config.configDir, error);
  });
  const kept = await identities.load(config.server);
  const known = kept?.device === undefined ? {} : { device: kept.device };
  const authenticate: Authenticate = async (call) => {
    const entered = await enter(call, known);
    if ('refused' in entered) return entered;
    await identities.save(config.server, entered.result);
    return entered.result;
  };
  return withLogin(config, authenticate, async ({ user, call }) => {
    await keepPreferences(config, (await call('account.get', {})).preferences);
    const isOther = kept !== null && kept.user.id !== user.id;
    return { user, before: isOther ? forPeople(kept.user) : null };
  });
}

/** Logs in. `known` shows the server a device that somebody was logged in on before. */
type Enter = (
  call: Connection['call'],
  known: { readonly device?: string },
) => Promise<{ readonly result: Session } | Refused>;

/** Logs a socket in with the session that is kept on this machine, and keeps new tokens. */
export function resumeKept(config: Config): Authenticate {
  const { prepare, load, save } = createIdentities(config.configDir);
  return async (call) => {
    let refused: Refused | null = null;
    for (const place of loginPlaces(config)) {
      const kept = await load(place).catch((error: unknown) => {
        throw configFolderFault(config.configDir, error);
      });
      if (!kept) continue;
      // A refresh token works once: the new one must find a place.
      if (Date.parse(kept.expiresAt) <= Date.now())
        await prepare().catch((error: unknown) => {
          throw configFolderFault(config.configDir, error);
        });
      const keeper = { load: () => load(place), save: (session: Session) => save(place, session) };
      const resumed = await resumeSession(keeper)(call);
      // Another database does not know this login.
      if (!('refused' in resumed) || resumed.refused.reason !== 'invalid_token') return resumed;
      refused ??= resumed;
    }
    return (
      refused ??
      refuse('unauthenticated', { message: say.notLoggedIn(shownUrl(config.server), sameOptions(config)) })
    );
  };
}

async function withLogin<T>(
  config: Config,
  authenticate: Authenticate,
  task: (client: Client) => Promise<T>,
): Promise<T> {
  const { connection } = await connectTo(config, authenticate);
  try {
    return await task(await clientOf(connection, config));
  } finally {
    connection.close();
  }
}

/** Makes one call that needs no login. The session on this machine is not used. */
export async function callAlone<M extends MethodName>(
  config: Config,
  method: M,
  params: Params<M>,
): Promise<Result<M>> {
  const answered = Promise.withResolvers<{ readonly result: Result<M> } | Refused>();
  const { connection, first } = await connectTo(config, async (call) => {
    answered.resolve(await call(method, params));
    // The connection ends, because nobody is logged in on it.
    return refuse('unauthenticated');
  });
  try {
    if ('unreachable' in first) throw unreachable(config, first.unreachable);
    const answer = await answered.promise;
    if ('refused' in answer) throw refusedBy(answer.refused);
    return await read(answer.result);
  } finally {
    connection.close();
  }
}

/** Waits until a connection is logged in. If it is refused, or no server answers, the command fails. */
export async function clientOf(connection: Connection, config: Config): Promise<Client> {
  const first = await connection.first;
  if ('refused' in first) throw refusedBy(first.refused);
  if ('unreachable' in first) throw unreachable(config, first.unreachable);
  return {
    connection,
    user: await read(first.user),
    async call(method, params) {
      const answer = await connection.call(method, params);
      if ('refused' in answer) throw refusedBy(answer.refused);
      return read(answer.result);
    },
  };
}

/** An answer as the readers of this command take it. */
async function read<T>(answer: T): Promise<T> {
  const value = forPeople(answer);
  if (haveNamesApart()) await loadArrangement();
  return value;
}

/** Fails if no server answers. Call it before a person is asked for what only a server needs. */
export async function mustReach(config: Config): Promise<void> {
  const { connection, first } = await connectTo(config, () => Promise.resolve(refuse('unauthenticated')));
  connection.close();
  if ('unreachable' in first) throw unreachable(config, first.unreachable);
}
