import { PassThrough } from 'node:stream';

/** A keyboard for scripted players: a stream that a screen takes for a terminal. */
export interface Keyboard {
  readonly stdin: NodeJS.ReadableStream & { setRawMode(raw: boolean): unknown };
  /** Types characters and escape sequences, all of them at once. */
  type(text: string): void;
}

/** `setRawMode` is called where a screen sets its terminal to raw mode, and back. */
export function createKeyboard(setRawMode: (raw: boolean) => unknown = () => undefined): Keyboard {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode,
    ref: () => stdin,
    unref: () => stdin,
  });
  return { stdin, type: (text) => void stdin.write(text) };
}
