import { text } from 'node:stream/consumers';
import { createConnection, type Answered } from '../../client/index.ts';
import { methods, type MethodName, type Params, type User } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import { writeJson } from '../output.ts';
import { clientOf, withClient } from '../session/connect.ts';

const say = words.hosting.rpc;

/**
 * `whist rpc METHOD [JSON|-]`: calls any method and writes its result. A change without a command id gets
 * one.
 */
export const rpcCommand: Run = async ({ config }, method, json = '{}') => {
  if (method === undefined || !isMethod(method)) {
    throw new Failure(
      exitCodes.usage,
      'unknown_method',
      say.unknownMethod(method ?? '', Object.keys(methods)),
    );
  }
  const params = parse(json === '-' ? await text(process.stdin) : json);
  writeJson(await call(method, params as Params<typeof method>));
  return exitCodes.ok;

  async function call<M extends MethodName>(name: M, args: Params<M>): Promise<unknown> {
    if (methods[name].access !== 'anybody') return withClient(config, (client) => client.call(name, args));
    // A method that needs no login is the first request of its socket. The session on this machine is not
    // used.
    const answer = Promise.withResolvers<Answered<M>>();
    const connection = createConnection({
      url: config.server,
      authenticate: async (send) => {
        const entered = await send(name, args);
        answer.resolve(entered);
        return 'refused' in entered ? entered : (entered.result as { user: User });
      },
    });
    try {
      await clientOf(connection, config.server);
    } finally {
      connection.close();
    }
    const outcome = await answer.promise;
    if ('refused' in outcome) throw refusedBy(outcome.refused);
    return outcome.result;
  }
};

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

function parse(json: string): object {
  let params: unknown;
  try {
    params = JSON.parse(json);
  } catch {
    throw new Failure(exitCodes.badInput, 'parse_error', say.notJson);
  }
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw new Failure(exitCodes.badInput, 'parse_error', say.notObject);
  }
  return params;
}
