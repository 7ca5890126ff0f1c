import type { Run } from '../command.ts';
import { enterRoom } from '../session/enter.ts';

/** `whist watch CODE`: watches without a seat. With --json this is a pipe of JSON-RPC lines. */
export const watchCommand: Run = async (context, code = '') => {
  const { config, json } = context;
  const entrance = { watch: true } as const;
  if (json) return (await import('../session/pipe.ts')).pipeRoom(config, code, entrance);
  return enterRoom(context, code, entrance);
};
