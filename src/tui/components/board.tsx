import { words } from '../../words/index.ts';
import { InArea, type Size } from '../area.ts';
import type { Table } from '../table.ts';
import { Line } from './line.tsx';
import { ScoreTable } from './score-table.tsx';
import { Chart } from './trend.tsx';

interface PlaceProps {
  readonly table: Table;
  readonly size: Size;
}

/** The last rounds of the score table, which a wide terminal shows all the time. */
export function BesideTable({ table, size }: PlaceProps) {
  const played = table.state.rounds.length;
  if (played === 0) return <Line pieces={[{ text: `   ${words.screens.scores.noRound}`, tone: 'dim' }]} />;
  const rows = Math.min(played, size.rows - 1);
  return (
    <InArea value={{ ...size, hasChart: false }}>
      <ScoreTable table={table} first={played - rows} rows={rows} />
    </InArea>
  );
}

/** The chart below the screen, which a high terminal shows all the time. */
export const BelowChart = ({ table, size }: PlaceProps) => (
  <InArea value={{ ...size, hasChart: true }}>
    <Chart table={table} />
  </InArea>
);
