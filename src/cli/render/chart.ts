/** One line of a chart. Lines differ by their marks, not by colour. */
export interface Series {
  readonly mark: string;
  readonly values: readonly number[];
}

const height = 12; // rows
const widest = 60; // columns
/** Points are this far apart if there is room, with dots between them. */
const farthest = 4; // columns

/**
 * Draws lines as text: a scale on the left, a mark for every value, dots between two values. If several lines
 * meet, the mark is `*`. If there are more steps than columns, some are left out, but never the last. `room` is the
 * number of columns beside the scale.
 */
export function chart(series: readonly Series[], room = widest): string {
  const steps = Math.max(...series.map(({ values }) => values.length));
  const all = series.flatMap(({ values }) => values);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const apart = Math.max(1, Math.min(farthest, Math.floor((room - 1) / Math.max(1, steps - 1))));
  const columns = Math.min(room, (steps - 1) * apart + 1);
  const rowOf = (value: number) => Math.round(((high - value) / (high - low || 1)) * (height - 1));
  const cells = Array.from({ length: height }, () => Array.from({ length: columns }, () => ' '));

  /** Writes a mark. It replaces dots; together with the mark of another line it becomes `*`. */
  function put(row: number, column: number, mark: string) {
    const line = cells[row];
    if (!line) return;
    const there = line[column];
    if (mark === '·') line[column] = there === ' ' ? mark : (there ?? mark);
    else line[column] = there === ' ' || there === '·' || there === mark ? mark : '*';
  }

  for (const { mark, values } of series) {
    const shown = thinned(values, columns, apart);
    shown.forEach((value, step) => {
      put(rowOf(value), step * apart, mark);
      const next = shown[step + 1];
      for (let i = 1; next !== undefined && i < apart; i += 1)
        put(rowOf(value + ((next - value) * i) / apart), step * apart + i, '·');
    });
  }
  const labels = cells.map((_, row) => {
    const value = Math.round(high - ((high - low) * row) / (height - 1));
    return row === 0 || row === height - 1 || row === rowOf(0) ? String(row === rowOf(0) ? 0 : value) : '';
  });
  const wide = Math.max(...labels.map((label) => label.length));
  return cells
    .map((line, row) => `${(labels[row] ?? '').padStart(wide)} ┤${line.join('')}`.trimEnd())
    .join('\n');
}

function thinned(values: readonly number[], columns: number, apart: number): number[] {
  const room = Math.floor((columns - 1) / apart) + 1;
  if (values.length <= room) return [...values];
  return Array.from({ length: room }, (_, i) => {
    const at = Math.round((i * (values.length - 1)) / (room - 1));
    return values[at] ?? 0;
  });
}

const blocks = '▁▂▃▄▅▆▇█';

/** A line of blocks, one for each value: the larger the value, the higher the block. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values
    .map((value) => blocks[Math.round(((value - low) / (high - low || 1)) * (blocks.length - 1))])
    .join('');
}
