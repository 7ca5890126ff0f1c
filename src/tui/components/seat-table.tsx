import { Box } from 'ink';
import { leaders, seats, type Seat } from '../../rules/index.ts';
import { minus, trickBar, words } from '../../words/index.ts';
import { inMargin, useArea, type Area } from '../area.ts';
import { useNow } from '../hooks/use-now.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { fitColumns, type Column } from './columns.ts';
import { Line, type Piece } from './line.tsx';
import { block, type Part } from './stack.tsx';
import type { Tone } from './tone.tsx';

const said = words.screens.table;

/** The four seats: the turn, the names, notes, the totals, and the columns that a screen adds. */
export const seatTable = (table: Table, columns: readonly Column[]): readonly Part[] =>
  seatColumns(table, {
    columns: [
      notesColumn(table),
      totalColumn(table),
      ...behindColumn(table),
      ...barColumn(table),
      ...columns,
    ],
    turn: table.state.round?.turn ?? null,
  });

interface SeatColumns {
  readonly columns: readonly Column[];
  /** The seat with a mark. */
  readonly turn: Seat | null;
}

/** The four seats with only the given columns. */
export const seatColumns = (table: Table, shown: SeatColumns): readonly Part[] => [
  block(<Titles table={table} {...shown} />, 1, 3),
  block(<SeatRows table={table} {...shown} />, 4),
];

type SeatTableProps = SeatColumns & { readonly table: Table };

function Titles({ table, columns }: SeatTableProps) {
  const area = useArea();
  const { name, space, shown } = laidOut(table, columns, area);
  return (
    <Line
      pieces={[
        inMargin('', area),
        { text: said.seat, width: name + 2, tone: 'dim' },
        ...shown.flatMap(({ title, width, align }): Piece[] => [
          space,
          { text: title, width, tone: 'dim', ...(align && { align }) },
        ]),
      ]}
    />
  );
}

function SeatRows({ table, columns, turn }: SeatTableProps) {
  const area = useArea();
  const now = useNow(isSomebodyAway(table));
  const { name, space, shown } = laidOut(table, columns, area);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {seats.map((seat) => (
        <Line
          key={seat}
          pieces={[
            { text: inMargin(seat === turn ? '▶' : '', area), tone: 'turn' },
            `${seat + 1} `,
            { text: table.names[seat], width: name, tone: seat === turn ? 'turn' : 'plain' },
            ...shown.flatMap((column) => [space, cellPiece(column, seat, now)]),
          ]}
        />
      ))}
    </Box>
  );
}

/** The columns that fit, and the width of the names. */
function laidOut(table: Table, columns: readonly Column[], area: Area) {
  const space = area.columns < 60 ? ' ' : '  ';
  const { name, columns: shown } = fitColumns(columns, {
    // The last column stays off the edge if there is a margin.
    width: area.columns - inMargin('', area).length - 2 - (space.length - 1),
    space: space.length,
    longest: Math.max(...table.names.map(widthOf)),
  });
  return { name, space, shown };
}

const notesColumn = (table: Table): Column => ({
  title: '',
  width: 26,
  least: 6,
  rank: 8,
  cell: (seat, width, now) => ({ text: notes(table, seat, { now, width }), tone: 'dim' }),
});

const totalColumn = ({ state }: Table): Column => ({
  title: said.total,
  width: 6,
  least: 5,
  align: 'right',
  cell: (seat) => ({ text: minus(state.totals[seat]), tone: 'strong' }),
});

/** The points that are missing to the leader. While all are equal nobody is ahead. */
function behindColumn({ state: { totals } }: Table): readonly Column[] {
  const best = Math.max(...totals);
  const leading = leaders(totals);
  if (leading.length === totals.length) return [];
  return [
    {
      title: said.behind,
      width: 6,
      align: 'right',
      rank: 6,
      cell: (seat) =>
        leading.includes(seat)
          ? { text: said.ahead, tone: 'good' }
          : { text: minus(totals[seat] - best), tone: 'dim' },
    },
  ];
}

/** The tricks of each seat against its contract, once all contracts are there. */
function barColumn({ state: { round, status } }: Table): readonly Column[] {
  if (!round?.type || status === 'finished') return [];
  const { contracts, tricks } = round;
  const width = Math.max(...seats.map((seat) => Math.max(contracts[seat] ?? 0, tricks[seat])));
  return [
    {
      title: '',
      width,
      rank: 5,
      cell(seat) {
        const contract = contracts[seat] ?? 0;
        const text = trickBar(tricks[seat], contract);
        return { text, tone: barTone(tricks[seat], contract) };
      },
    },
  ];
}

/** The tone of a bar of tricks. */
export function barTone(tricks: number, contract: number): Tone {
  if (tricks === contract) return 'full';
  return tricks > contract ? 'overfull' : 'plain';
}

function cellPiece({ width, align, cell }: Column, seat: Seat, now: number): Piece {
  const value = cell(seat, width, now);
  const { text, tone } = typeof value === 'string' ? { text: value, tone: 'plain' as const } : value;
  return { text, tone, width, ...(align && { align }) };
}

/** Whether the screen shows for how long somebody is away. */
export const isSomebodyAway = ({ state }: Table) => state.seats.some((player) => player?.awaySince != null);

/**
 * Notes about the player of a seat: `you · host · dealer`, `guest`, `away 3 min`. The last ones are left out
 * if they do not fit.
 */
export function notes(
  { state, seat: mine }: Table,
  seat: Seat,
  { now, width }: { readonly now: number; readonly width: number },
): string {
  const player = state.seats[seat];
  return [
    player?.awaySince != null ? away(player.awaySince, now) : null,
    seat === mine ? said.you : null,
    state.round?.dealer === seat ? said.dealer : null,
    player && player.userId === state.hostId ? said.host : null,
    player?.guest ? said.guest : null,
  ]
    .filter((note) => note !== null)
    .reduce((text, note) => {
      const longer = text === '' ? note : `${text} · ${note}`;
      return widthOf(longer) <= width ? longer : text;
    }, '');
}

function away(since: string, now: number): string {
  return words.phrases.away(Math.max(0, Math.floor((now - Date.parse(since)) / 1000)));
}
