import { Box } from 'ink';
import { seats, type Seat } from '../../rules/index.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Table } from '../table.ts';
import { words } from '../../words/index.ts';
import { inMargin, useArea } from '../area.ts';
import { widthOf } from '../text.ts';
import { Line, type Piece } from './line.tsx';
import { isSomebodyAway, notes } from './seat-table.tsx';

interface SeatListProps {
  readonly table: Table;
  /** A seat that is being moved. */
  readonly picked?: Seat | null;
}

/** The four seats and their players. */
export function SeatList({ table, picked = null }: SeatListProps) {
  const now = useNow(isSomebodyAway(table));
  const area = useArea();
  const left = area.columns - inMargin('', area).length - 8;
  const name = Math.min(left, Math.max(20, ...table.names.map(widthOf)) + 2);
  const player = (seat: Seat): Piece[] =>
    table.state.seats[seat]
      ? [
          { text: table.names[seat], width: name },
          { text: notes(table, seat, { now, width: left - name }), tone: 'dim' },
        ]
      : [{ text: words.screens.table.free, tone: 'dim' }];
  return (
    <Box flexDirection="column" flexShrink={0}>
      {seats.map((seat) => (
        <Line
          key={seat}
          pieces={[
            { text: inMargin(seat === picked ? '▶' : '', area), tone: 'turn' },
            { text: words.phrases.seat(seat + 1), width: 8, tone: seat === picked ? 'turn' : 'strong' },
            ...player(seat),
          ]}
        />
      ))}
    </Box>
  );
}
