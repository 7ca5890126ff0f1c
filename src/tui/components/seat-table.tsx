import { Box } from 'ink';
import { seats, type Seat } from '../../rules/index.ts';
import type { Table } from '../table.ts';
import { Line, type Piece } from './line.tsx';
import { useNow } from '../hooks/use-now.ts';
import type { Tone } from './tone.tsx';
import { minus, words } from '../../words/index.ts';

const said = words.screens.table;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'right';
  readonly cell: (seat: Seat) => string | { readonly text: string; readonly tone: Tone };
}

interface SeatTableProps {
  readonly table: Table;
  readonly columns: readonly Column[];
}

/** The four seats: the turn, the names, notes, the totals, and the columns that a screen adds. */
export function SeatTable({ table, columns }: SeatTableProps) {
  const now = useNow(isSomebodyAway(table));
  const total: Column = {
    title: said.total,
    width: 6,
    align: 'right',
    cell: (seat) => ({ text: minus(table.state.totals[seat]), tone: 'strong' }),
  };
  const shown = [total, ...columns];
  const turn = table.state.round?.turn ?? null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          '   ',
          { text: said.seat, width: 41, tone: 'dim' },
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
            ...shown.flatMap((column) => cellPieces(column, seat)),
          ]}
        />
      ))}
    </Box>
  );
}

function cellPieces({ width, align, cell }: Column, seat: Seat): Piece[] {
  const value = cell(seat);
  const { text, tone } = typeof value === 'string' ? { text: value, tone: 'plain' as const } : value;
  return ['  ', { text, tone, width, ...(align && { align }) }];
}

/** Whether the screen shows for how long somebody is away. */
export const isSomebodyAway = ({ state }: Table) => state.seats.some((player) => player?.awaySince != null);

/** Notes about the player of a seat: `you · host · dealer`, `guest`, `away 3 min`. */
export function notes({ state, seat: mine }: Table, seat: Seat, now: number): string {
  const player = state.seats[seat];
  return [
    player?.awaySince != null ? away(player.awaySince, now) : null,
    seat === mine ? said.you : null,
    player && player.userId === state.hostId ? said.host : null,
    player?.guest ? said.guest : null,
    state.round?.dealer === seat ? said.dealer : null,
  ]
    .filter((note) => note !== null)
    .join(' · ');
}

function away(since: string, now: number): string {
  return words.phrases.away(Math.max(0, Math.floor((now - Date.parse(since)) / 1000)));
}
