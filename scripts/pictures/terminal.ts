import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { Terminal, type IBufferCell } from '@xterm/headless';
import type { RoomSnapshot, RoomStore } from '../../src/client/index.ts';
import { createKeyboard, runApp } from '../../src/tui/index.ts';

/** One place of a terminal, and how it looks. */
export interface Cell {
  readonly text: string;
  /** A number of the palette of 16; null is the usual colour. */
  readonly colour: number | null;
  readonly background: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
}

export type Frame = readonly (readonly Cell[])[];

/** A screen that takes longer will never show what is expected. */
const patience = 10_000; // ms

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The screens of the program on a terminal of this size. */
export function createScreen(first: RoomSnapshot, { columns, rows }: Size) {
  const xterm = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const output = new EventEmitter<{ written: [] }>();
  const writable = new Writable({
    write: (chunk: Buffer, _, done) =>
      xterm.write(chunk, () => {
        done();
        output.emit('written');
      }),
  });
  const stdout = Object.assign(writable, { isTTY: true, columns, rows });
  const keyboard = createKeyboard();
  let snapshot = first;
  const listeners = new Set<() => void>();
  const store: RoomStore = {
    entered: new Promise(() => undefined),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    act: () => Promise.resolve(false),
    close: () => listeners.clear(),
  };
  const ended = runApp({
    store,
    mode: 'seat',
    stdin: keyboard.stdin,
    stdout,
    noColor: false,
  });

  return {
    become(next: RoomSnapshot): void {
      snapshot = next;
      for (const listener of listeners) listener();
    },
    type: keyboard.type,
    /** The frame that has this text. A frame is written as a whole, so all of it is there. */
    async shows(text: string): Promise<Frame> {
      for (;;) {
        const frame = frameOf();
        if (textOf(frame).includes(text)) return frame;
        await once(output, 'written', { signal: AbortSignal.timeout(patience) });
      }
    },
    async close(): Promise<void> {
      keyboard.type('\u0003');
      await ended;
      xterm.dispose();
    },
  };

  function frameOf(): Frame {
    const { active } = xterm.buffer;
    return Array.from({ length: rows }, (_, y) =>
      Array.from({ length: columns }, (_unused, x) => cellOf(active.getLine(y)?.getCell(x))),
    );
  }
}

const textOf = (frame: Frame) => frame.map((line) => line.map(({ text }) => text).join('')).join('\n');

function cellOf(cell: IBufferCell | undefined): Cell {
  if (!cell) throw new Error('the terminal of the pictures has no such place');
  return {
    text: cell.getChars() || ' ',
    colour: cell.isFgPalette() ? cell.getFgColor() : null,
    background: cell.isBgPalette() ? cell.getBgColor() : null,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    inverse: cell.isInverse() !== 0,
  };
}
