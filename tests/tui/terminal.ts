import { PassThrough } from 'node:stream';
import { Terminal, type IUnicodeVersionProvider } from '@xterm/headless';
import stringWidth from 'string-width';
import { createKeyboard } from '../../src/tui/keyboard.ts';

/** The character widths of today's terminals. Those of xterm are from 2010, before emoji. */
const modernWidths: IUnicodeVersionProvider = {
  version: 'modern',
  wcwidth: (codePoint) => Math.min(2, stringWidth(String.fromCodePoint(codePoint))) as 0 | 1 | 2,
  charProperties(codePoint) {
    const width = this.wcwidth(codePoint);
    return (width << 1) | (width === 0 ? 1 : 0);
  },
};

const patience = 5_000; // ms

/** A terminal of a given size with a keyboard and a screen that can be read. */
export function createTerminal({ columns = 80, rows = 24 } = {}) {
  const xterm = new Terminal({
    cols: columns,
    rows,
    allowProposedApi: true,
    convertEol: true,
    scrollback: 100,
  });
  xterm.unicode.register(modernWidths);
  xterm.unicode.activeVersion = modernWidths.version;
  const keyboard = createKeyboard();
  const watchers = new Set<() => void>();
  let raw = '';
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns, rows });
  stdout.on('data', (chunk: Buffer) => {
    raw += String(chunk);
    xterm.write(chunk, () => {
      for (const look of watchers) look();
    });
  });

  const lines = () =>
    Array.from(
      { length: xterm.rows },
      (_, y) =>
        xterm.buffer.active
          .getLine(xterm.buffer.active.viewportY + y)
          // The lines of a terminal that became narrower still have their old cells.
          ?.translateToString(true, 0, xterm.cols)
          // Isolates, which keep a name apart, cannot be seen.
          .replaceAll(/[\u2066-\u2069]/g, '') ?? '',
    );

  return {
    stdin: keyboard.stdin,
    stdout,
    type: keyboard.type,
    lines,
    text: () => lines().join('\n'),
    /** Everything that was ever written, escape sequences included. */
    raw: () => raw,
    /** Lines that were pushed off the top. */
    scrolled: () => xterm.buffer.active.baseY,
    isAlternate: () => xterm.buffer.active.type === 'alternate',
    resize(toColumns: number, toRows: number) {
      xterm.resize(toColumns, toRows);
      Object.assign(stdout, { columns: toColumns, rows: toRows });
      stdout.emit('resize');
    },
    /** Resolves with the screen once it shows all of this. */
    async shows(...wanted: (string | RegExp)[]): Promise<string> {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const look = () => {
        const text = lines().join('\n');
        if (/\b(NaN|undefined)\b/.test(text)) reject(new Error(`the screen shows no value:\n${text}`));
        if (wanted.every((one) => (typeof one === 'string' ? text.includes(one) : one.test(text))))
          resolve(text);
      };
      const timer = setTimeout(
        () => reject(new Error(`the screen never showed ${wanted.join(' and ')}:\n${lines().join('\n')}`)),
        patience,
      );
      watchers.add(look);
      look();
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        watchers.delete(look);
      }
    },
    close: () => xterm.dispose(),
  };
}

export type TestTerminal = ReturnType<typeof createTerminal>;
