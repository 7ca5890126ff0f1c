import { randomBytes } from 'node:crypto';
import type { MethodName, Params, Reason, Result } from '../../../src/protocol/index.ts';
import type { TestNode, TestServer } from '../../support/server.ts';
import { connect, type Wire } from '../../support/wire.ts';

export const password = 'correct horse';

/** A new account with a password, logged in on a socket of its own. */
export async function register(server: TestNode, displayName = 'Dana') {
  const username = `u${randomBytes(6).toString('hex')}`;
  const email = `${username}@example.org`;
  const wire = await connect(server.url);
  const session = await wire.call('auth.register', { username, email, password, displayName });
  return { wire, username, email, ...session };
}

/** A new socket on which the account logs in with this password. */
export async function login(server: TestNode, username: string, typed = password): Promise<Wire> {
  const wire = await connect(server.url);
  await wire.call('auth.login', { login: username, password: typed });
  return wire;
}

/** The reason why nobody can log in with these. */
export async function loginRefused(server: TestNode, username: string, typed = password): Promise<Reason> {
  const wire = await connect(server.url);
  return wire.refused('auth.login', { login: username, password: typed });
}

type Own<M extends MethodName> = Omit<Params<M>, 'operatorToken'>;

/** The operator on a socket that is not logged in. */
export async function operatorAt(server: TestServer, node: TestNode = server) {
  const wire = await connect(node.url);
  /** An action uses its token up. */
  const by = async () => ({ operatorToken: await server.operatorToken() });
  return {
    wire,
    call: async <M extends MethodName>(method: M, params: Own<M>): Promise<Result<M>> =>
      wire.ask(method, { ...(await by()), ...params }) as Promise<Result<M>>,
    refused: async <M extends MethodName>(method: M, params: Own<M>): Promise<Reason> =>
      wire.refused(method, { ...(await by()), ...params } as unknown as Params<M>),
  };
}
