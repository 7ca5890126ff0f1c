import type { Run } from '../command.ts';
import { enterRoom } from '../session/enter.ts';

/** `whist watch CODE`: watches without a seat. With --json this is a pipe of JSON-RPC lines. */
export const watchCommand: Run = async ({ config, json }, code = '') => {
  const entrance = { watch: true } as const;
  if (json) return (await import('../session/pipe.ts')).pipeRoom(config, code, entrance);
  return enterRoom(config, code, entrance);
};
