import { createRoomStore, type Entrance } from '../../client/index.ts';
import type { Seat } from '../../rules/index.ts';
import { withClient } from '../session/connect.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import type { Context, Run } from '../main.ts';
import { hasScreen, showRoom } from '../session/screen.ts';

/** `whist join CODE`: sits down at a table; with --json a pipe of JSON-RPC lines. */
export const joinCommand: Run = async (context, code = '') => {
  const { json, options } = context;
  const seat = options['seat'] === undefined ? {} : { seat: Number(options['seat']) as Seat };
  if (json) return (await import('../session/pipe.ts')).pipeRoom(context.config, code, seat);
  return enterRoom(context, code, seat);
};

/** `whist watch CODE`: looks on without a seat. */
export const watchCommand: Run = async (context, code = '') => {
  if (context.json)
    return (await import('../session/pipe.ts')).pipeRoom(context.config, code, { watch: true });
  return enterRoom(context, code, { watch: true });
};

async function enterRoom({ config }: Context, code: string, entrance: Entrance): Promise<number> {
  if (!hasScreen()) {
    throw new Failure(
      exitCodes.usage,
      'no_terminal',
      'The screens need a terminal; with --json this is a pipe of JSON-RPC lines.',
    );
  }
  return withClient(config, async ({ connection }) => {
    const store = createRoomStore(connection, code.toUpperCase(), entrance);
    const entered = await store.entered;
    if ('refused' in entered) throw refusedBy(entered.refused);
    return showRoom({ config, store, mode: 'seat' });
  });
}
