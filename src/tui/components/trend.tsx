import { Box } from 'ink';
import { plot, type PlotRow } from '../../drawing/plot.ts';
import { seats } from '../../rules/index.ts';
import { InArea, useArea } from '../area.ts';
import type { Table } from '../table.ts';
import { Line, type Piece } from './line.tsx';
import { runningTotals } from './score-table.tsx';
import { seatTones } from '../../drawing/themes.ts';

/** In fewer rows the lines cannot be told apart. */
export const lowest = 5;
const highest = 24;

/** The running chart below a screen, if there is room for it and it is not shown anyway. */
export function Trend({ table }: { table: Table }) {
  const area = useArea();
  if (area.hasChart || area.rows <= lowest) return null;
  return (
    <InArea value={{ ...area, rows: area.rows - 1 }}>
      <Line pieces={[]} />
      <Chart table={table} />
    </InArea>
  );
}

/** The totals of the four seats after each round. Each line is drawn with the number of its seat. */
export function Chart({ table }: { table: Table }) {
  const { columns, rows } = useArea();
  if (rows < lowest || table.state.rounds.length === 0) return null;
  const { startingScores } = table.state;
  const after = runningTotals(table).map(({ totals }) => totals);
  const lines = plot(
    seats.map((seat) => ({
      mark: String(seat + 1),
      values: [startingScores[seat], ...after.map((totals) => totals[seat])],
    })),
    { columns: columns - 2, rows: Math.min(rows, highest) },
  );
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((row, i) => (
        <Line key={i} pieces={piecesOf(row)} />
      ))}
    </Box>
  );
}

function piecesOf({ label, cells }: PlotRow): Piece[] {
  return [
    { text: ` ${label} ┤`, tone: 'dim' },
    ...cells.map((cell): Piece =>
      cell === null ? ' ' : { text: cell.mark, tone: seatTones[cell.series] ?? 'plain' },
    ),
  ];
}
