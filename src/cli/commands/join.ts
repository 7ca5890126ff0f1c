import type { Seat } from '../../rules/index.ts';
import type { Run } from '../command.ts';
import { enterRoom } from '../session/enter.ts';

/** `whist join CODE`: takes a seat. With --json this is a pipe of JSON-RPC lines. */
export const joinCommand: Run = async ({ config, json, options }, code = '') => {
  const seat = options['seat'] === undefined ? {} : { seat: Number(options['seat']) as Seat };
  if (json) return (await import('../session/pipe.ts')).pipeRoom(config, code, seat);
  return enterRoom(config, code, seat);
};
