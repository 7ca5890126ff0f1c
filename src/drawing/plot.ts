/** One line of a chart. Lines differ by their marks, not only by colour. */
export interface Series {
  readonly mark: string;
  readonly values: readonly number[];
}

/** A place in a chart: a mark, and the index of its line. `*` is of the line that came last. */
interface Cell {
  readonly mark: string;
  readonly series: number;
}

/** A row of a chart: the number on the scale, which is empty in most rows, and the places of the row. */
export interface PlotRow {
  readonly label: string;
  readonly cells: readonly (Cell | null)[];
}

export interface PlotSize {
  readonly columns: number;
  readonly rows: number;
}

/** Points are this far apart if there is room, with dots between them. */
const farthest = 8; // columns

const dot = '·';

/**
 * Draws lines in a grid: a mark for every value, dots between two values. If several lines meet, the mark is
 * `*`. If there are more steps than columns, some are left out, but never the last. The scale takes some of
 * the columns.
 */
export function plot(series: readonly Series[], size: PlotSize): readonly PlotRow[] {
  const all = series.flatMap(({ values }) => values);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const rowOf = (value: number) => Math.round(((high - value) / (high - low || 1)) * (size.rows - 1));
  const labels = Array.from({ length: size.rows }, (_, row) => {
    if (row === rowOf(0)) return '0';
    return row === 0 ? numberOf(high) : row === size.rows - 1 ? numberOf(low) : '';
  });
  const scale = Math.max(...labels.map(({ length }) => length)) + 2;
  const steps = Math.max(...series.map(({ values }) => values.length));
  const widest = Math.max(1, size.columns - scale);
  const apart = Math.max(1, Math.min(farthest, Math.floor((widest - 1) / Math.max(1, steps - 1))));
  const columns = Math.min(widest, (steps - 1) * apart + 1);
  const cells = Array.from({ length: size.rows }, () =>
    Array.from({ length: columns }, (): Cell | null => null),
  );

  /** Writes a mark. It replaces dots; together with the mark of another line it becomes `*`. */
  function put(row: number, column: number, cell: Cell) {
    const line = cells[row];
    const there = line?.[column];
    if (!line || there === undefined) return;
    if (cell.mark === dot) line[column] = there ?? cell;
    else if (there === null || there.mark === dot) line[column] = cell;
    else if (there.series !== cell.series) line[column] = { ...cell, mark: '*' };
  }

  series.forEach(({ mark, values }, index) => {
    const shown = thinned(values, Math.floor((columns - 1) / apart) + 1);
    shown.forEach((value, step) => {
      put(rowOf(value), step * apart, { mark, series: index });
      const next = shown[step + 1];
      for (let i = 1; next !== undefined && i < apart; i += 1)
        put(rowOf(value + ((next - value) * i) / apart), step * apart + i, { mark: dot, series: index });
    });
  });
  return cells.map((line, row) => ({ label: (labels[row] ?? '').padStart(scale - 2), cells: line }));
}

/** With a real minus sign, as numbers have it everywhere. */
const numberOf = (value: number) => String(value).replace('-', '−');

function thinned(values: readonly number[], room: number): number[] {
  if (values.length <= room) return [...values];
  return Array.from({ length: room }, (_, i) => {
    const at = Math.round((i * (values.length - 1)) / Math.max(1, room - 1));
    return values[at] ?? 0;
  });
}
