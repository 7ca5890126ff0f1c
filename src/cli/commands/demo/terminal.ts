import { EventEmitter, once } from 'node:events';
import type { RoomStore } from '../../../client/index.ts';
import type { Config } from '../../../config/load.ts';
import { createKeyboard, keysFor, runApp, type CaptionSource, type Choice } from '../../../tui/index.ts';
import { words } from '../../../words/index.ts';
import type { Pace } from './pace.ts';

/** The terminal of a scripted player, which is shown. */
export interface ShownTerminal {
  /** Resolves when the terminal shows this version of the room or a later one. Only then it takes keys for it. */
  drawn(version: number): Promise<void>;
  /** Types the keys of a choice. The last one, which makes it, comes a step later. */
  type(choice: Choice): Promise<void>;
  close(): Promise<void>;
}

export function showTerminal(store: RoomStore, pace: Pace, config: Config): ShownTerminal {
  // The person who watches types on the terminal itself.
  const keyboard = createKeyboard((raw) => process.stdin.setRawMode(raw));
  const frames = new EventEmitter<{ drawn: [] }>();
  let shown = 0;
  const ended = runApp({
    store,
    mode: 'demo',
    stdin: keyboard.stdin,
    stdout: process.stdout,
    noColor: config.noColor,
    isRead: config.screenReader,
    isAdvised: true,
    caption: captionOf(pace),
    onDrawn(version) {
      shown = version;
      frames.emit('drawn');
    },
  });
  return {
    async drawn(version) {
      while (shown < version) await once(frames, 'drawn');
    },
    async type(choice) {
      const keys = keysFor(choice);
      if (keys.length > 1) {
        keyboard.type(keys.slice(0, -1));
        await pace.next();
      }
      keyboard.type(keys.slice(-1));
    },
    async close() {
      keyboard.type('\u0003');
      await ended;
    },
  };
}

/** The lines below the screen that is shown: its own keys are pressed by the script. */
function captionOf({ caption, subscribe }: Pace): CaptionSource {
  const { keys } = words.output.demo;
  return { subscribe, lines: () => `${caption()}\n${keys}` };
}
