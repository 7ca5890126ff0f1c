import { Box } from 'ink';
import { scoreNow, tricksLeft, type Seat } from '../../rules/index.ts';
import { label } from '../components/choice.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatTable } from '../components/seat-table.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import { tryAct, type Outcome } from '../outcome.ts';
import { forSeat, mayRecordFor, type Table } from '../table.ts';
import { newRecordTricks, type RecordTricks } from './record-tricks.tsx';
import { signed, words } from '../../words/index.ts';

export interface Playing {
  readonly screen: 'playing';
}

export function reducePlaying(
  playing: Playing,
  command: Command<'playing'>,
  key: Key,
  table: Table,
): Outcome<Playing, RecordTricks> {
  switch (command) {
    case 'mine':
      return table.seat === null ? { state: playing } : claim(table.seat, table);
    case 'trick':
      return claim((Number(key) - 1) as Seat, table);
    case 'record':
      return { open: newRecordTricks };
    default: {
      const never: never = command;
      return never;
    }
  }
}

function claim(seat: Seat, table: Table): Outcome<Playing, RecordTricks> {
  if (!mayRecordFor(table, seat))
    return {
      say: `${table.names[seat]} records the tricks of seat ${seat + 1}; r records them all at once.`,
    };
  const act = { method: 'trick.claim', params: forSeat(table, seat) } as const;
  return tryAct(table, { type: 'trick.claim', seat }, act);
}

export function PlayingView({ table }: { table: Table }) {
  const { state, names } = table;
  const { round } = state;
  if (!round?.trump) return null;
  const { trump, contracts, tricks } = round;
  const needs = (seat: Seat) => {
    const missing = (contracts[seat] ?? 0) - tricks[seat];
    if (missing === 0) return { text: 'made', tone: 'good' as const };
    return missing > 0 ? `${missing} more` : { text: `${-missing} over`, tone: 'bad' as const };
  };
  return (
    <Box flexDirection="column">
      <SeatTable
        table={table}
        columns={[
          { title: 'Tricks', width: 8, cell: (seat) => `${tricks[seat]} of ${contracts[seat] ?? 0}` },
          { title: 'Needs', width: 7, cell: needs },
          { title: 'Now', width: 6, align: 'right', cell: (seat) => signed(scoreNow(state, seat) ?? 0) },
        ]}
      />
      <Gap />
      <Line pieces={[label('Tricks left'), { text: `${tricksLeft(round)}`, tone: 'strong' }, ' of 13']} />
      <Line
        pieces={[
          label('Trump'),
          { text: words.cards.bid(trump), tone: trump.suit },
          ` by ${names[trump.seat]}, who leads`,
        ]}
      />
      <Line pieces={[label('Contracts'), `${round.sum}, ${words.cards.overUnder(round.sum)}`]} />
      <Gap />
      <Line
        pieces={[{ text: '   Now: the points of each seat if the round ended like this.', tone: 'dim' }]}
      />
    </Box>
  );
}
