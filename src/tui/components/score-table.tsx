import { Box } from 'ink';
import { add, seats, type FinishedRound, type PerSeat, type Seat } from '../../rules/index.ts';
import { bidSign, minus, signed, words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { Line, type Piece } from './line.tsx';

/** The widths of one way to draw the table. */
interface Widths {
  /** The number of the round, its trump and its declarer; without these two 6. */
  readonly round: number;
  /** One seat: tricks of contract, points, total; below 15 without the tricks, below 8 only the total. */
  readonly seat: number;
}

/** From the widest to the narrowest. */
const ways: readonly Widths[] = [
  { round: 17, seat: 15 },
  { round: 6, seat: 15 },
  { round: 17, seat: 10 },
  { round: 6, seat: 8 },
  { round: 6, seat: 7 },
];

const widthOfWay = ({ round, seat }: Widths) => round + 4 * seat;

/** The finished rounds with their running totals, oldest first. */
export function runningTotals({
  state,
}: Pick<Table, 'state'>): { round: FinishedRound; totals: PerSeat<number> }[] {
  let totals = state.startingScores;
  return state.rounds.map((round) => ({ round, totals: (totals = add(totals, round.scores)) }));
}

interface ScoreTableProps {
  readonly table: Table;
  /** Index of the first shown round, and the number of shown rounds. */
  readonly first: number;
  readonly rows: number;
  /** Index of a round to mark. */
  readonly cursor?: number;
}

/**
 * The score table, with a line for each round: tricks and contract, points and running total of each seat.
 */
export function ScoreTable({ table, first, rows, cursor }: ScoreTableProps) {
  const { names } = table;
  const widths = widthsIn(useArea().columns, Math.max(...names.map(widthOf)));
  const hasTrump = widths.round > 6;
  const title = hasTrump ? words.screens.table.roundAndTrump : words.screens.table.round;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          { text: `   ${title}`, width: widths.round, tone: 'dim' },
          ...seats.flatMap((seat): Piece[] => [
            ' ',
            { text: names[seat], width: widths.seat - 1, align: 'right', tone: 'strong' },
          ]),
        ]}
      />
      {runningTotals(table)
        .slice(first, first + rows)
        .map(({ round, totals }, i) => (
          <Line
            key={round.number}
            pieces={[
              { text: first + i === cursor ? ' ▶ ' : '   ', tone: 'turn' },
              ...roundPieces(round, names, widths),
              ...seats.flatMap((seat) => seatPieces(round, totals[seat], { seat, width: widths.seat })),
            ]}
          />
        ))}
    </Box>
  );
}

/** Before the trump stand a mark and the number of the round. */
const beforeTrump = 7; // columns
/** The longest bid in no trump, and a space. */
const bidWidth = 6; // columns

/** The most detailed way that fits, with columns as wide as the names if there is room, the declarers first. */
function widthsIn(columns: number, longestName: number): Widths {
  const way = ways.find((one) => widthOfWay(one) <= columns) ?? { round: 6, seat: 7 };
  const name = Math.min(longestName, 23);
  const free = columns - widthOfWay(way);
  const lacking = way.round > 6 ? beforeTrump + bidWidth + name - way.round : 0;
  const given = Math.max(0, Math.min(free, lacking));
  const wished = Math.max(way.seat, name + 1);
  const seat = Math.min(way.seat + Math.floor((free - given) / 4), wished);
  return { round: way.round + given, seat };
}

function roundPieces(
  { number, trump }: FinishedRound,
  names: PerSeat<string>,
  { round: width }: Widths,
): Piece[] {
  const round: Piece = { text: String(number), width: 2, align: 'right' };
  if (width <= 6) return [round, ' '];
  const text = `${bidSign(trump)} ${names[trump.seat]}`;
  return [round, '  ', { text, width: width - beforeTrump, tone: trump.suit }];
}

function seatPieces(
  { tricks, contracts, scores }: FinishedRound,
  total: number,
  { seat, width }: { readonly seat: Seat; readonly width: number },
): Piece[] {
  const totalOf = (width: number): Piece => ({
    text: minus(total),
    width,
    align: 'right',
    tone: 'strong',
  });
  const points = (width: number): Piece => ({
    text: signed(scores[seat]),
    width,
    align: 'right',
    tone: scores[seat] < 0 ? 'bad' : 'good',
  });
  if (width < 8) return [totalOf(width)];
  if (width < 15) return [points(width - Math.ceil(width / 2)), totalOf(Math.ceil(width / 2))];
  return [
    { text: `${tricks[seat]}/${contracts[seat]}`, width: width - 10, align: 'right', tone: 'dim' },
    points(5),
    totalOf(5),
  ];
}
