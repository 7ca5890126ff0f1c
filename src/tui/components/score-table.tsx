import { Box } from 'ink';
import { add, seats, type FinishedRound, type PerSeat, type Seat } from '../../rules/index.ts';
import { bidSign, minus, signed, words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import type { Table } from '../table.ts';
import { widthOf } from '../text.ts';
import { Line, type Piece } from './line.tsx';

/** The widths of one way to draw the table. */
interface Widths {
  /** The number of the round, its winning bid and the declarer; only the number in 6 columns. */
  readonly round: number;
  /** One seat: tricks of contract, points, total; below 15 without the tricks, below 8 only the total. */
  readonly seat: number;
}

/** From the widest to the narrowest. */
const ways: readonly Widths[] = [
  { round: 20, seat: 15 },
  { round: 6, seat: 15 },
  { round: 20, seat: 10 },
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
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          ...roundTitles(widths),
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

/** The columns of a winning bid, and those of a round before the name of its declarer. */
const bidWidth = 5;
const beforeName = 12;
/** More of a name would cost no other column, but the eye would lose the line. */
const longestShown = 24;

/** The most detailed way that fits, with columns as wide as the names if there is room. */
function widthsIn(columns: number, longestName: number): Widths {
  const way = ways.find((one) => widthOfWay(one) <= columns) ?? { round: 6, seat: 7 };
  const name = Math.min(longestName, longestShown);
  const perSeat = Math.floor((columns - widthOfWay(way)) / 4);
  const seat = Math.min(way.seat + perSeat, Math.max(way.seat, name) + 1);
  const left = columns - widthOfWay({ ...way, seat });
  const round =
    way.round > 6 ? Math.min(way.round + left, Math.max(way.round, beforeName + name)) : way.round;
  return { round, seat };
}

const hasBid = ({ round }: Widths) => round > 6;

function roundTitles(widths: Widths): Piece[] {
  const said = words.screens.table;
  const title = (text: string, width: number): Piece => ({ text, width, tone: 'dim' });
  if (!hasBid(widths)) return [title(`   ${said.round}`, widths.round)];
  return [
    title(`   ${said.round}`, 6),
    title(said.trump, bidWidth),
    ' ',
    title(said.declarer, widths.round - beforeName),
  ];
}

function roundPieces({ number, trump }: FinishedRound, names: Table['names'], widths: Widths): Piece[] {
  const round: Piece = { text: String(number), width: 2, align: 'right' };
  if (!hasBid(widths)) return [round, ' '];
  return [
    round,
    ' ',
    { text: bidSign(trump), width: bidWidth, tone: trump.suit },
    ' ',
    { text: names[trump.seat], width: widths.round - beforeName },
  ];
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
  // Points have a sign, so they need no space before them; `10/10` does.
  const pointsWidth = width > 15 ? 5 : 4;
  return [
    {
      text: `${tricks[seat]}/${contracts[seat]}`,
      width: width - 5 - pointsWidth,
      align: 'right',
      tone: 'dim',
    },
    points(pointsWidth),
    totalOf(5),
  ];
}
