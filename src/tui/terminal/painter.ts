import { cellAt, cellsOf, clipped, isPlain, type Cell } from './painter-cells.ts';
import { turnedRow } from './turned-row.ts';

type Lines = readonly (readonly Cell[])[];

type Screen = NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };

/** To write so few unchanged cells again takes no more bytes than to move the cursor over them. */
const shortGap = 4;

/** A long update appears at once, on terminals that know how to wait for its end. */
const longUpdate = 1_000; // characters
const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';

const clear = '\u001b[m\u001b[H\u001b[J';

/** Whether this only hides the cursor or marks what is pasted: the picture stays. */
const isMode = (text: string) => /^(?:\p{Cc}\[\?(?:25|2004)[hl])*$/u.test(text);

/** Moves and erasures in front of a frame. Colours are part of the frame. */
const controls = /^(?:\p{Cc}\[[\d;?]*[A-LN-Za-ln-z])+/u;

/**
 * A terminal for Ink that writes few bytes: it compares each frame with the last one, cell by cell, and writes only
 * the cells that changed. Everything else passes through, and the frame after it is painted as a whole.
 */
export function createPainter<S extends Screen>(stdout: S): S {
  let last: Lines | null = null;
  let lastSize = '';

  function write(chunk: Uint8Array | string, ...rest: []): boolean {
    const text = String(chunk);
    if (text === beginUpdate || text === endUpdate) return true;
    const frame = text.replace(controls, '');
    if (!frame.includes('\n')) {
      if (!isMode(text)) last = null;
      return stdout.write(chunk, ...rest);
    }
    // Ink draws one more frame of the old size after a change, and the terminal may show anything.
    const { columns = 80, rows = 24 } = stdout;
    const lines = frame.split('\n', rows).map((line) => clipped(cellsOf(turnedRow(line, columns)), columns));
    const size = `${columns}×${rows}`;
    const update = updateFor(size === lastSize ? last : null, lines);
    last = lines;
    lastSize = size;
    return stdout.write(update.length > longUpdate ? beginUpdate + update + endUpdate : update, ...rest);
  }

  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** All bytes that make one frame of another. */
function updateFor(before: Lines | null, lines: Lines): string {
  const pen = createPen();
  const count = Math.max(lines.length, before?.length ?? 0);
  for (let row = 0; row < count; row += 1) {
    const old = before?.[row] ?? [];
    const line = lines[row] ?? [];
    // A terminal may give some characters another width, or another order. Such a line is written as a whole.
    if (isPlain(old) && isPlain(line)) writeChanges(pen, { old, line, row });
    else if (!isSame(old, line)) {
      pen.moveTo(row, 0);
      pen.eraseToEnd();
      pen.write(line);
    }
  }
  return `${before ? '' : clear}${pen.end()}`;
}

const isSame = (old: readonly Cell[], line: readonly Cell[]) =>
  old.length === line.length && line.every((cell, column) => isSameCell(cell, cellAt(old, column)));

const isSameCell = (a: Cell, b: Cell) => a.text === b.text && a.style === b.style;

interface LineChange {
  readonly old: readonly Cell[];
  readonly line: readonly Cell[];
  readonly row: number;
}

function writeChanges(pen: Pen, { old, line, row }: LineChange) {
  let at: number | null = null;
  for (let column = 0; column < line.length; column += 1) {
    const cell = cellAt(line, column);
    if (isSameCell(cell, cellAt(old, column))) continue;
    if (at !== null && column - at <= shortGap) pen.write(line.slice(at, column));
    else pen.moveTo(row, column);
    pen.write([cell]);
    at = column + 1;
  }
  if (old.length <= line.length) return;
  if (at !== line.length) pen.moveTo(row, line.length);
  pen.eraseToEnd();
}

type Pen = ReturnType<typeof createPen>;

/** Collects bytes, and knows which style is on. */
function createPen() {
  let bytes = '';
  let style = '';
  const restyle = (next: string) => {
    if (next === style) return;
    bytes += style === '' ? `\u001b[${next}m` : `\u001b[${next === '' ? '' : `0;${next}`}m`;
    style = next;
  };
  return {
    moveTo(row: number, column: number) {
      bytes += `\u001b[${row + 1};${column + 1}H`;
    },
    write(cells: readonly Cell[]) {
      for (const cell of cells) {
        restyle(cell.style);
        bytes += cell.text;
      }
    },
    eraseToEnd() {
      restyle('');
      bytes += '\u001b[K';
    },
    end() {
      restyle('');
      return bytes;
    },
  };
}
