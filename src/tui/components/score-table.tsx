import { Box } from 'ink';
import { add, seats, type FinishedRound, type PerSeat } from '../../rules/index.ts';
import type { Table } from '../table.ts';
import { Line, type Piece } from './line.tsx';
import { bidSign, minus, signed } from '../../words/index.ts';

const seatWidth = 15;

/** The finished rounds with their running totals, oldest first. */
export function runningTotals({
  state,
}: Pick<Table, 'state'>): { round: FinishedRound; totals: PerSeat<number> }[] {
  let totals = state.startingScores;
  return state.rounds.map((round) => ({ round, totals: (totals = add(totals, round.scores)) }));
}

/**
 * The score table: a line a round, `rows` of them from `first` on, with tricks of contract, points and running
 * total of each seat; `cursor` marks a round.
 */
export function ScoreTable({
  table,
  first,
  rows,
  cursor,
}: {
  table: Table;
  first: number;
  rows: number;
  cursor?: number;
}) {
  const { names } = table;
  const lines = runningTotals(table).slice(first, first + rows);
  const cells = (cell: (seat: (typeof seats)[number]) => Piece[]): Piece[] => seats.flatMap(cell);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line
        pieces={[
          { text: '   Rd  Trump', width: 17, tone: 'dim' },
          ...cells((seat) => [
            { text: names[seat], width: seatWidth - 1, align: 'right', tone: 'strong' },
            ' ',
          ]),
        ]}
      />
      {lines.map(({ round, totals }, i) => (
        <Line
          key={round.number}
          pieces={[
            { text: first + i === cursor ? ' ▶ ' : '   ', tone: 'turn' },
            { text: String(round.number), width: 2, align: 'right' },
            '  ',
            {
              text: `${bidSign(round.trump)} seat ${round.trump.seat + 1}`,
              width: 11,
              tone: round.trump.suit,
            },
            ...cells((seat) => [
              {
                text: `${round.tricks[seat]}/${round.contracts[seat]}`,
                width: 5,
                align: 'right',
                tone: 'dim',
              },
              {
                text: signed(round.scores[seat]),
                width: 5,
                align: 'right',
                tone: round.scores[seat] < 0 ? 'bad' : 'good',
              },
              { text: minus(totals[seat]), width: 5, align: 'right', tone: 'strong' },
            ]),
          ]}
        />
      ))}
    </Box>
  );
}
