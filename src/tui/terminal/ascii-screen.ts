import { keepAsTyped, showable } from '../../words/plain.ts';
import { steady } from '../text.ts';

/**
 * The terminal, with every sign that is written to it in ASCII, except in the `names` that people have. It is done at
 * the very end, so that no screen can forget it, and Ink itself, which cuts long lines with a sign of its own, cannot
 * either.
 */
export function asciiScreen(
  stdout: NodeJS.WritableStream,
  names: () => readonly string[],
): NodeJS.WritableStream {
  return new Proxy(stdout, {
    get(target, key) {
      if (key === 'write') {
        return (text: string, ...others: []) => {
          for (const name of names()) keepAsTyped(steady(name));
          return target.write(showable(text), ...others);
        };
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
