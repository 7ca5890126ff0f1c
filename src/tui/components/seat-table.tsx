import { Box } from 'ink';
import { seats, type Seat } from '../../rules/index.ts';
import type { Table } from '../table.ts';
import { Line, type Piece } from './line.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Tone } from './tone.tsx';
import { minus, words } from '../../words/index.ts';

export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly cell: (seat: Seat) => string | { readonly text: string; readonly tone: Tone };
}

/** The four seats, whose turn it is, who is who, and the columns that a screen adds. */
export function SeatTable({
  table,
  columns,
  withTotals = true,
}: {
  table: Table;
  columns: readonly Column[];
  withTotals?: boolean;
}) {
  const now = useNow(isSomebodyAway(table));
  const total: Column = {
    title: 'Total',
    width: 6,
    align: 'right',
    cell: (seat) => ({ text: minus(table.state.totals[seat]), tone: 'strong' }),
  };
  const shown = withTotals ? [total, ...columns] : columns;
  const turn = table.state.round?.turn ?? null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          '   ',
          { text: 'Seat', width: 41, tone: 'dim' },
          ...shown.flatMap(({ title, width, align }): Piece[] => [
            '  ',
            { text: title, width, tone: 'dim', ...(align && { align }) },
          ]),
        ]}
      />
      {seats.map((seat) => (
        <Line
          key={seat}
          pieces={[
            { text: seat === turn ? ' ▶ ' : '   ', tone: 'turn' },
            `${seat + 1} `,
            { text: table.names[seat], width: 18, tone: seat === turn ? 'turn' : 'plain' },
            ' ',
            { text: notes(table, seat, now), width: 20, tone: 'dim' },
            ...shown.flatMap(({ width, align, cell }): Piece[] => {
              const value = cell(seat);
              const { text, tone } =
                typeof value === 'string' ? { text: value, tone: 'plain' as const } : value;
              return ['  ', { text, tone, width, ...(align && { align }) }];
            }),
          ]}
        />
      ))}
    </Box>
  );
}

/** Whether how long somebody is away is of interest. */
export const isSomebodyAway = ({ state }: Table) => state.seats.some((player) => player?.awaySince != null);

function away(since: string, now: number): string {
  return words.phrases.away(Math.max(0, Math.floor((now - Date.parse(since)) / 1000)));
}

/** Who sits there: `you · host · dealer`, `guest`, `away 3 min`. */
export function notes({ state, seat: mine }: Table, seat: Seat, now: number): string {
  const player = state.seats[seat];
  return [
    player?.awaySince != null ? away(player.awaySince, now) : null,
    seat === mine ? 'you' : null,
    player && player.userId === state.hostId ? 'host' : null,
    player?.guest ? 'guest' : null,
    state.round?.dealer === seat ? 'dealer' : null,
  ]
    .filter((note) => note !== null)
    .join(' · ');
}
