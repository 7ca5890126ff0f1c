import { perSeat, type Seat } from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import { SeatList } from '../components/seat-list.tsx';
import { block, gap, line, Stack } from '../components/stack.tsx';
import { closeBinding, seatDigits } from '../keys.ts';
import type { Outcome } from '../outcome.ts';
import { screen, type ViewProps } from '../screen.ts';

const said = words.screens.seats;

/** Moving seats: the host swaps any two, anybody else takes a free one. */
interface Seats {
  /** The first of the two. */
  readonly picked: Seat | null;
}

export const seats = screen({
  name: 'seats',
  keys: [{ keys: seatDigits, command: 'pick', label: words.keys.seat, shown: '1–4' }, closeBinding],
  reduce({ picked }: Seats, { command, key }, { state, isHost }): Outcome<Seats> {
    if (command === 'close') return { close: true };
    const seat = (Number(key) - 1) as Seat;
    if (!isHost) {
      if (state.seats[seat]) return { say: said.taken };
      return { act: { method: 'room.join', params: { seat } } };
    }
    if (picked === null) return { state: { picked: seat } };
    if (picked === seat) return { state: { picked: null } };
    const from = (other: Seat) => (other === picked ? seat : other === seat ? picked : other);
    const order = perSeat((other) => state.seats[from(other)]?.userId ?? null);
    return { act: { method: 'room.seats', params: { seats: order } } };
  },
  fits: (_, { state }) => state.status === 'waiting',
  view: SeatsView,
});

function SeatsView({ state: { picked }, table }: ViewProps<Seats>) {
  const swapping = picked === null ? said.swapWhich : said.swapWith(picked + 1);
  const parts = [
    line([{ text: table.isHost ? swapping : said.takeWhich, tone: 'strong' }]),
    gap,
    block(<SeatList table={table} picked={picked} />, 4),
  ];
  return <Stack parts={parts} />;
}
