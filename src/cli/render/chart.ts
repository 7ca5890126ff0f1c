import { isRightToLeft } from '../../words/index.ts';
import { plot, type Series } from '../../drawing/plot.ts';

const rows = 12;
const widest = 68; // columns

interface ChartLooks {
  /** With the scale; 68 by default. */
  readonly columns?: number;
  /** Paints a part of the line with this index. */
  readonly paint?: (line: number, text: string) => string;
}

/** Draws lines as text, with a scale on the left. */
export function chart(series: readonly Series[], looks: ChartLooks = {}): string {
  const { columns = widest, paint = (_, text) => text } = looks;
  return plot(series, { columns: Math.min(columns, widest), rows })
    .map(({ label, cells }) => {
      const last = cells.findLastIndex((cell) => cell !== null);
      const shown = cells.slice(0, last + 1).map((cell) => (cell ? paint(cell.series, cell.mark) : ' '));
      const scale = isRightToLeft ? label.trim().padEnd(label.length) : label;
      return `${scale} ┤${shown.join('')}`;
    })
    .join('\n');
}

const blocks = '▁▂▃▄▅▆▇█';

/** A line of blocks, one for each value: the larger the value, the higher the block. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values
    .map((value) => blocks[Math.round(((value - low) / (high - low || 1)) * (blocks.length - 1))])
    .join('');
}
