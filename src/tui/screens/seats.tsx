import { Box } from 'ink';
import { perSeat, type Seat } from '../../rules/index.ts';
import { Gap, Line } from '../components/line.tsx';
import { SeatList } from '../components/seat-list.tsx';
import type { Command } from '../keys.ts';
import type { Key } from '../key-events.ts';
import type { Outcome } from '../outcome.ts';
import type { Table } from '../table.ts';

/** Moving seats: the host swaps any two, anybody else takes a free one. */
export interface Seats {
  readonly screen: 'seats';
  readonly picked: Seat | null;
}

export const newSeats: Seats = { screen: 'seats', picked: null };

export function reduceSeats(
  { picked }: Seats,
  command: Command<'seats'>,
  key: Key,
  { state, isHost }: Table,
): Outcome<Seats, never> {
  if (command === 'close') return { close: true };
  const seat = (Number(key) - 1) as Seat;
  if (!isHost) {
    if (state.seats[seat]) return { say: 'Somebody sits there; choose a free seat, or ask the host.' };
    return { act: { method: 'room.join', params: { seat } } };
  }
  if (picked === null) return { state: { screen: 'seats', picked: seat } };
  if (picked === seat) return { state: { screen: 'seats', picked: null } };
  const from = (other: Seat) => (other === picked ? seat : other === seat ? picked : other);
  const order = perSeat((other) => state.seats[from(other)]?.userId ?? null);
  return { act: { method: 'room.seats', params: { seats: order } } };
}

export function SeatsView({ state: { picked }, table }: { state: Seats; table: Table }) {
  const what = !table.isHost
    ? 'Which free seat do you take?'
    : picked === null
      ? 'Which seat is to be swapped?'
      : `Seat ${picked + 1} is swapped with which one?`;
  return (
    <Box flexDirection="column">
      <Line pieces={[{ text: `   ${what}`, tone: 'strong' }]} />
      <Gap />
      <SeatList table={table} picked={picked} />
    </Box>
  );
}
