import { text } from 'node:stream/consumers';
import { methods, type MethodName, type Params } from '../../protocol/index.ts';
import { words } from '../../words/index.ts';
import type { Run } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { writeJson } from '../output.ts';
import { callAlone, withClient } from '../session/connect.ts';

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

  function call<M extends MethodName>(name: M, args: Params<M>): Promise<unknown> {
    const { access } = methods[name];
    return access === 'anybody' || access === 'operator'
      ? callAlone(config, name, args)
      : withClient(config, (client) => client.call(name, args));
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
