import { createConnection, resumeSession, type Authenticate, type Connection } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import {
  refuse,
  type MethodName,
  type Params,
  type Refused,
  type Result,
  type Session,
  type User,
} from '../../protocol/index.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import { createIdentities } from './identity.ts';

/** A connection on which somebody is logged in. What the server refuses is a failure of the command. */
export interface Client {
  readonly connection: Connection;
  readonly user: User;
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
}

/** Connects as who is logged in on this machine, and hangs up when `task` is done. */
export function withClient<T>(config: Config, task: (client: Client) => Promise<T>): Promise<T> {
  return withLogin(config, resumeKept(config), task);
}

/** Connects and logs in or registers; the session is kept for the commands after this one. */
export async function startSession(config: Config, enter: Enter): Promise<User> {
  const identities = createIdentities(config.configDir);
  // Before an account is made, which could then not be kept.
  await identities.prepare().catch((error: unknown) => {
    throw configFolderFault(config.configDir, error);
  });
  const authenticate: Authenticate = async (call) => {
    const entered = await enter(call);
    if ('refused' in entered) return entered;
    await identities.save(config.server, entered.result);
    return entered.result;
  };
  return withLogin(config, authenticate, async ({ user }) => user);
}

type Enter = (call: Connection['call']) => Promise<{ readonly result: Session } | Refused>;

/** Logs a socket in with the session kept on this machine, and keeps the next one. */
export function resumeKept(config: Config): Authenticate {
  const { load, save } = createIdentities(config.configDir);
  const resume = resumeSession({
    load: () => load(config.server),
    save: (session) => save(config.server, session),
  });
  return async (call) => {
    const kept = await load(config.server).catch((error: unknown) => {
      throw configFolderFault(config.configDir, error);
    });
    if (kept) return resume(call);
    const message = `Nobody is logged in at ${config.server} on this machine; use \`whist login\`, or \`whist register\` first.`;
    return refuse('unauthenticated', { message });
  };
}

async function withLogin<T>(
  config: Config,
  authenticate: Authenticate,
  task: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = createConnection({ url: config.server, authenticate });
  try {
    return await task(await clientOf(connection, config.server));
  } finally {
    connection.close();
  }
}

/** A connection once it is logged in; a refusal or silence is the failure of the command. */
export async function clientOf(connection: Connection, server: string): Promise<Client> {
  const first = await connection.first;
  if ('refused' in first) throw refusedBy(first.refused);
  if ('unreachable' in first) throw unreachable(server);
  return {
    connection,
    user: first.user,
    async call(method, params) {
      const answer = await connection.call(method, params);
      if ('refused' in answer) throw refusedBy(answer.refused);
      return answer.result;
    },
  };
}

/** No server, or none that speaks. */
export function unreachable(server: string): Failure {
  return new Failure(
    exitCodes.serverNotReached,
    'server_not_reached',
    `No server answers at ${server}; start one with \`whist serve\`, or name another with --server.`,
  );
}

/** The sentence of a folder that the session cannot be kept in; anything else is as it was. */
function configFolderFault(folder: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new Failure(
    exitCodes.disk,
    'folder_unusable',
    `The config folder ${folder} cannot be used (${String(error.code)}): name another in WHIST_CONFIG_DIR.`,
  );
}
