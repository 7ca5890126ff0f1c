import { createRoomStore, type Connection, type Entrance } from '../../src/client/index.ts';
import { runApp, type Ending, type Mode } from '../../src/tui/index.ts';
import { accepted, join } from '../client/people.ts';
import { createTerminal, type TestTerminal } from './terminal.ts';

/** Somebody at a terminal of their own, in a room on a real server. */
export interface Player extends TestTerminal {
  readonly connection: Connection;
  readonly ended: Promise<Ending>;
  leave(): Promise<void>;
}

/** A terminal in a room. Without a code, a new room is made. */
export async function sitDown(
  url: string,
  name: string,
  { code, mode = 'seat', entrance = {} }: { code?: string; mode?: Mode; entrance?: Entrance } = {},
): Promise<Player & { code: string }> {
  const connection = await join(url, name);
  const room = code ?? accepted(await connection.call('room.create', { seated: mode === 'seat' })).code;
  const store = createRoomStore(connection, room, entrance);
  const entered = await store.entered;
  if ('refused' in entered) throw new Error(entered.refused.message);
  const terminal = createTerminal();
  const { stdin, stdout } = terminal;
  const ended = runApp({ store, mode, stdin, stdout, noColor: true });
  await terminal.shows(`whist ${room}`, '? help');
  return {
    ...terminal,
    connection,
    code: room,
    ended,
    async leave() {
      terminal.type('\u0003');
      await ended;
      store.close();
      connection.close();
      terminal.close();
    },
  };
}
