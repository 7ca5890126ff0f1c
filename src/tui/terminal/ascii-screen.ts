import type { RoomStore } from '../../client/index.ts';
import { keepAsTyped, showable } from '../../words/plain.ts';
import { steady } from '../text.ts';

/**
 * The terminal, with every sign that is written to it in ASCII. It is done at the very end, so that no screen can
 * forget it, and Ink itself, which cuts long lines with a sign of its own, cannot either.
 */
export function asciiScreen(stdout: NodeJS.WritableStream, store: RoomStore): NodeJS.WritableStream {
  return new Proxy(stdout, {
    get(target, key) {
      if (key === 'write') {
        return (text: string, ...others: []) => {
          for (const player of store.getSnapshot().state?.seats ?? [])
            if (player) keepAsTyped(steady(player.displayName));
          return target.write(showable(text), ...others);
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
