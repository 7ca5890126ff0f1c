import { createRoomStore, type Entrance } from '../../client/index.ts';
import { words } from '../../words/index.ts';
import { exitCodes, Failure, refusedBy } from '../exit.ts';
import type { Context } from '../command.ts';
import { withClient } from './connect.ts';
import { learnPreferences } from './preferences.ts';
import { hasScreen, showRoom } from './screen.ts';

/** Enters a room and shows its screens. */
export async function enterRoom(context: Context, code: string, entrance: Entrance): Promise<number> {
  if (!hasScreen()) throw new Failure(exitCodes.usage, 'no_terminal', words.output.screen.noTerminal);
  return withClient(context.config, async ({ connection, call }) => {
    const store = createRoomStore(connection, code.toUpperCase(), entrance);
    const [profile, entered] = await Promise.all([call('account.get', {}), store.entered]);
    if ('refused' in entered) throw refusedBy(entered.refused);
    const config = await learnPreferences(context, profile);
    return showRoom({ config, connection, store, mode: 'seat' });
  });
}
