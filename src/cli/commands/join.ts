import type { Seat } from '../../rules/index.ts';
import type { Run } from '../command.ts';
import { enterRoom } from '../session/enter.ts';

/**
 * `whist join CODE`: takes a seat, counted from 1 as on the screen. With --json this is a pipe of JSON-RPC
 * lines, in which seats count from 0.
 */
export const joinCommand: Run = async (context, code = '') => {
  const { config, json, options } = context;
  const seat = options['seat'] === undefined ? {} : { seat: (Number(options['seat']) - 1) as Seat };
  if (json) return (await import('../session/pipe.ts')).pipeRoom(config, code, seat);
  return enterRoom(context, code, seat);
};
