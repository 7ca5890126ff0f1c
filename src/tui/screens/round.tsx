import { Box } from 'ink';
import { leaders, remarks, type Seat } from '../../rules/index.ts';
import { label } from '../components/choice.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';
import { confirm, type Confirm } from './confirm.tsx';
import { signed, words } from '../../words/index.ts';

/** As many fit below the table on the smallest terminal. */
const mostRemarks = 6;

/** A round that is over, before the next is dealt. */
export interface RoundOver {
  readonly screen: 'round';
}

export function reduceRound(
  _: RoundOver,
  command: Command<'round'>,
  _key: Key,
  table: Table,
): Outcome<RoundOver, Confirm> {
  switch (command) {
    case 'next':
      return tryAct(table, { type: 'round.next' }, { method: 'round.next', params: {} });
    case 'end':
      return { open: confirmEnd(table) };
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** Asks before a game is ended. */
export function confirmEnd({ state, names }: Table): Confirm {
  const played = state.rounds.length;
  const isUnderWay = state.round !== null && state.round.phase !== 'complete';
  const winners = leaders(state.totals).map((seat) => names[seat]);
  const result =
    played === 0
      ? 'nobody has won, as no round is complete'
      : `${words.phrases.list(winners)} would win after ${words.phrases.rounds(played)}`;
  const dropped = isUnderWay && state.round ? ` Round ${state.round.number} would not count.` : '';
  return confirm(`End the game? So far ${result}.${dropped}`, { method: 'game.end', params: {} });
}

export function RoundView({ table }: { table: Table }) {
  const { state, names, bests } = table;
  const round = state.rounds.at(-1);
  if (!round) return null;
  const leading = leaders(state.totals);
  const sum = round.contracts.reduce((sum, contract) => sum + contract, 0);
  const scored = (seat: Seat) => ({
    text: signed(round.scores[seat]),
    tone: round.scores[seat] < 0 ? ('bad' as const) : ('good' as const),
  });
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: '', width: 7, cell: (seat) => (leading.includes(seat) ? '★ leads' : '') },
          { title: 'Tricks', width: 8, cell: (seat) => `${round.tricks[seat]} of ${round.contracts[seat]}` },
          { title: 'Points', width: 6, align: 'right', cell: scored },
        ]}
      />
      <Gap />
      <Line pieces={[label('Round'), `${round.number} is complete; ${words.cards.overUnder(sum)}`]} />
      <Line
        pieces={[
          label('Trump'),
          { text: words.cards.bid(round.trump), tone: round.trump.suit },
          ` by ${names[round.trump.seat]}`,
        ]}
      />
      <Line
        pieces={[
          label('Leads'),
          { text: words.phrases.list(leading.map((seat) => names[seat])), tone: 'strong' },
        ]}
      />
      <Gap />
      {remarks(state, bests)
        .slice(0, mostRemarks)
        .map((remark) => (
          <Line key={JSON.stringify(remark)} pieces={['   ', words.story.remark(remark, names)]} />
        ))}
    </Box>
  );
}
