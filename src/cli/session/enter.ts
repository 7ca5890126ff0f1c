import { createRoomStore, type Entrance } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { words } from '../../words/index.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import { withClient } from './connect.ts';
import { hasScreen, showRoom } from './screen.ts';

/** Enters a room and shows its screens. */
export async function enterRoom(config: Config, code: string, entrance: Entrance): Promise<number> {
  if (!hasScreen()) throw new Failure(exitCodes.usage, 'no_terminal', words.output.screen.noTerminal);
  return withClient(config, async ({ connection }) => {
    const store = createRoomStore(connection, code.toUpperCase(), entrance);
    const entered = await store.entered;
    if ('refused' in entered) throw refusedBy(entered.refused);
    return showRoom({ config, connection, store, mode: 'seat' });
  });
}
