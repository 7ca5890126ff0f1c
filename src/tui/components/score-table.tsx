import { Box } from 'ink';
import { add, seats, type FinishedRound, type PerSeat, type Seat } from '../../rules/index.ts';
import type { Table } from '../table.ts';
import { Line, type Piece } from './line.tsx';
import { bidSign, minus, signed, words } from '../../words/index.ts';

const seatWidth = 15;

/** The finished rounds with their running totals, oldest first. */
function runningTotals({ state }: Pick<Table, 'state'>): { round: FinishedRound; totals: PerSeat<number> }[] {
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
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          { text: `   ${words.screens.table.roundAndTrump}`, width: 17, tone: 'dim' },
          ...seats.flatMap((seat): Piece[] => [
            { text: names[seat], width: seatWidth - 1, align: 'right', tone: 'strong' },
            ' ',
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
              ...roundPieces(round),
              ...seats.flatMap((seat) => seatPieces(round, totals, seat)),
            ]}
          />
        ))}
    </Box>
  );
}

function roundPieces({ number, trump }: FinishedRound): Piece[] {
  const text = words.screens.table.trumpOfSeat(bidSign(trump), trump.seat + 1);
  return [{ text: String(number), width: 2, align: 'right' }, '  ', { text, width: 11, tone: trump.suit }];
}

function seatPieces(round: FinishedRound, totals: PerSeat<number>, seat: Seat): Piece[] {
  const { tricks, contracts, scores } = round;
  return [
    { text: `${tricks[seat]}/${contracts[seat]}`, width: 5, align: 'right', tone: 'dim' },
    { text: signed(scores[seat]), width: 5, align: 'right', tone: scores[seat] < 0 ? 'bad' : 'good' },
    { text: minus(totals[seat]), width: 5, align: 'right', tone: 'strong' },
  ];
}
