import { createConnection, resumeSession, type Authenticate, type Connection } from '../client/index.ts';
import type { Config } from '../config.ts';
import {
  type MethodName,
  type Params,
  type Refused,
  type Result,
  type Session,
  type User,
} from '../protocol/index.ts';
import { exitCodes, Failure, refusedBy } from './exit.ts';
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
  const identities = createIdentities(config.configDir);
  return resumeSession({
    load: () => identities.load(config.server),
    save: (session) => identities.save(config.server, session),
  });
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
