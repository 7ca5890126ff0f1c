import { misfitOfParam, type Params } from '../../protocol/index.ts';
import type { Context } from '../command.ts';
import { exitCodes, Failure } from '../exit.ts';
import { createParams } from '../options/rules.ts';

/** The params of `room.create` from the options, checked before anybody is asked for anything. */
export function roomParams(options: Context['options']): Omit<Params<'room.create'>, 'groupId'> {
  const params = createParams(options);
  for (const [name, value] of Object.entries(params)) {
    const fault = misfitOfParam('room.create', name, value);
    if (fault !== null) throw new Failure(exitCodes.badInput, 'invalid_params', fault);
  }
  return params;
}
