import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import {
  createRoomStore,
  type Authenticate,
  type Connection,
  type RoomStore,
} from '../../../client/index.ts';
import { createKeyboard, runApp, type CaptionSource, type Keyboard } from '../../../tui/index.ts';
import { words } from '../../../words/index.ts';
import type { Pace } from './pace.ts';

/** One scripted player: a terminal, its keyboard, and the room as that terminal knows it. */
export interface Player {
  readonly store: RoomStore;
  readonly keyboard: Keyboard;
  /**
   * Resolves when the terminal shows this version of the room or a later one. Only then it takes keys for it.
   */
  drawn(version: number): Promise<void>;
  close(): Promise<void>;
}

/** Makes an account for a scripted player. */
export function registerAs(displayName: string): Authenticate {
  const username = displayName.toLowerCase();
  return async (call) => {
    const email = `${username}@demo.invalid`;
    const registered = await call('auth.register', { username, email, password: randomUUID(), displayName });
    return 'refused' in registered ? registered : registered.result;
  };
}

/** Takes a seat in a room, at a terminal that is shown or hidden. */
export async function sitDown(
  connection: Connection,
  code: string,
  { pace, noColor }: { readonly pace: Pace | null; readonly noColor: boolean },
): Promise<Player> {
  const store = createRoomStore(connection, code);
  await store.entered;
  const keyboard = createKeyboard();
  const stdout = pace ? process.stdout : unseenScreen();
  const frames = new EventEmitter<{ drawn: [] }>();
  let shown = 0;
  const onDrawn = (version: number) => {
    shown = version;
    frames.emit('drawn');
  };
  const ended = runApp({
    store,
    mode: 'seat',
    stdin: keyboard.stdin,
    stdout,
    noColor,
    onDrawn,
    ...(pace && { caption: captionOf(pace) }),
  });
  return {
    async drawn(version) {
      while (shown < version) await once(frames, 'drawn');
    },
    store,
    keyboard,
    async close() {
      keyboard.type('q');
      await ended;
      store.close();
      connection.close();
    },
  };
}

/** The lines below the screen that is shown: its own keys are pressed by the script. */
function captionOf({ caption, subscribe }: Pace): CaptionSource {
  const { keys } = words.output.demo;
  return { subscribe, lines: () => `${caption()}\n${keys}` };
}

/** A hidden terminal. */
function unseenScreen(): NodeJS.WritableStream {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return Object.assign(nowhere, { columns: 80, rows: 24 });
}
