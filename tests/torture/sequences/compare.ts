import { isDeepStrictEqual } from 'node:util';
import type { RoomState, SeatState } from '../../../src/protocol/index.ts';
import { oracleOf, type Occupant, type RoomModel } from './model.ts';
import type { Names } from './wishes.ts';

/** A state without the presence of people, which has no version. */
export const lasting = (state: RoomState) => ({
  ...state,
  seats: state.seats.map((one) => one?.userId ?? null),
});

/** Throws if a state is not what the model has. */
export function compare(room: RoomModel, state: RoomState, { ids }: Names): void {
  const { rounds, totals, winners, status } = oracleOf(room).table();
  const seatOf = (one: Occupant | null) => {
    if (one === null) return null;
    if ('person' in one) return { userId: ids[one.person] };
    return one.standsFor === null ? { guest: one.guest } : { standsFor: ids[one.standsFor] };
  };
  const expected = {
    version: room.version,
    hostId: ids[room.host],
    status,
    seats: room.seats.map(seatOf),
    rounds,
    totals,
    winners,
    watchers: room.isOpen ? 'anybody' : 'nobody',
    rematch: room.rematch,
  };
  const found = { ...state, seats: state.seats.map(seatIn) };
  for (const name of Object.keys(expected) as (keyof typeof expected)[])
    if (!isDeepStrictEqual(expected[name], found[name]))
      throw new Error(
        `${name} of ${room.code} is ${JSON.stringify(found[name])}, not ${JSON.stringify(expected[name])}`,
      );
}

/** A seat without what the model does not know. */
function seatIn(one: SeatState | null) {
  if (one === null) return null;
  if (!one.guest) return { userId: one.userId };
  return one.standsFor === undefined ? { guest: one.displayName } : { standsFor: one.standsFor };
}
