import type { Area, Size } from './area.ts';
import { bannerRows } from './components/banner.tsx';
import type { Opened } from './outcome.ts';
import { isPlayer, type Table } from './table.ts';

/** No screen fits in a smaller terminal. */
export const smallest: Size = { columns: 34, rows: 10 };

/** A screen that has this much room shows everything it knows. */
const comfortable: Size = { columns: 80, rows: 17 };

/** The least room for the score table beside a screen, and for the chart below it. */
const narrowTable = 39; // columns
const lowChart = 7; // rows

/** The lines of the frame around a screen. */
export interface FrameLines {
  readonly rules: 0 | 1 | 2;
  /** Lines for the last event and for a message; one line shows the more important of the two. */
  readonly news: 1 | 2;
  readonly help: 1 | 2;
}

/** The places of everything on a terminal. There is a rule between two of them. */
export interface Layout {
  readonly frame: FrameLines;
  /** The totals in large digits, on a big terminal that only watches. */
  readonly banner: Size | null;
  readonly main: Area;
  /** Below the screen, if there is room. */
  readonly chart: Size | null;
  /** The score table beside the screen, if there is room. */
  readonly table: Size | null;
}

/**
 * The layout for a terminal. Before the first round there is nothing to show beside a screen, and a screen that shows
 * the rounds by itself has all the room.
 */
export function layoutOf(size: Size, table: Table, { showsRounds }: Pick<Opened, 'showsRounds'>): Layout {
  const frame = frameLines(size.rows);
  const hasScores = table.state.status !== 'waiting';
  const hasBoard = hasScores && !showsRounds;
  const banner =
    hasScores && isFarAway(size, table) ? { columns: size.columns, rows: bannerRows(table) } : null;
  const rows = size.rows - 1 - frame.rules - frame.news - frame.help - (banner?.rows ?? 0);
  const extraColumns = size.columns - comfortable.columns - 1 - narrowTable;
  const hasTable = hasBoard && extraColumns >= 0;
  // On a wider terminal both parts grow.
  const tableColumns = narrowTable + Math.floor(extraColumns / 2);
  const columns = hasTable ? size.columns - tableColumns - 1 : size.columns;
  const chartRows = rows - comfortable.rows - 1;
  const hasChart = hasBoard && columns >= comfortable.columns && chartRows >= lowChart;
  return {
    frame,
    banner,
    main: { columns, rows: hasChart ? comfortable.rows : rows, hasChart },
    chart: hasChart ? { columns, rows: chartRows } : null,
    table: hasTable ? { columns: tableColumns, rows } : null,
  };
}

function frameLines(rows: number): FrameLines {
  if (rows >= 24) return { rules: 2, news: 2, help: 2 };
  if (rows >= 16) return { rules: 1, news: 1, help: 2 };
  return { rules: 0, news: 1, help: 1 };
}

/** A big terminal that only watches stands where everybody can see it, but far away. */
const isFarAway = ({ columns, rows }: Size, table: Table) =>
  table.mode === 'seat' && !isPlayer(table) && columns >= 120 && rows >= 38;

/** The most columns of a name in sentences. In the largest layouts names are never shortened. */
export function nameWidth(columns: number): number {
  if (columns >= 120) return Infinity;
  if (columns >= 80) return 24;
  return columns >= 60 ? 16 : 10;
}
