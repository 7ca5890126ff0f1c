import type { RoomEvent, RoomSnapshot, RoomState } from '../client/index.ts';
import { perSeat, seats, type Bests, type PerSeat, type Seat } from '../rules/index.ts';
import { nameAmong, words } from '../words/index.ts';
import { cut, nameOnScreen } from './text.ts';

/**
 * `seat`: a terminal of one player. `table`: one device that records for all four. `replay`: a game of the past.
 * `demo`: the terminal of a scripted player, whose room is on no server, and whose keys no person presses.
 */
export type Mode = 'seat' | 'table' | 'replay' | 'demo';

/** All that a screen may know: the room as this terminal sees it. */
export interface Table {
  readonly state: RoomState;
  readonly mode: Mode;
  /** The seat of this terminal's user; null for a watcher, and for a host who only keeps score. */
  readonly seat: Seat | null;
  readonly isHost: boolean;
  readonly names: PerSeat<string>;
  readonly events: readonly RoomEvent[];
  readonly bests: Bests | null;
}

/** The table of a snapshot, with names that fit their columns on every terminal; null before the room is entered. */
export function tableOf({ state, me, events, bests }: RoomSnapshot, mode: Mode): Table | null {
  if (!state) return null;
  const seated = perSeat((seat) => {
    const player = state.seats[seat];
    return player && { ...player, displayName: nameOnScreen(nameAmong(player)) };
  });
  return {
    state: { ...state, seats: seated },
    mode,
    seat: seats.find((seat) => state.seats[seat]?.userId === me) ?? null,
    isHost: state.hostId === me,
    names: perSeat((seat) => seated[seat]?.displayName ?? words.phrases.seat(seat + 1)),
    events,
    bests,
  };
}

/** The table with names of at most `width` columns, so that sentences with names fit in a line. */
export const withShortNames = (table: Table, width: number): Table => ({
  ...table,
  names: perSeat((seat) => cut(table.names[seat], Math.min(width, 200))),
});

/** A text that changes whenever a bid or a contract that somebody is choosing is out of date. */
export function momentOf({ state: { status, round } }: Table): string {
  const contractCount = round?.contracts.filter((contract) => contract !== null).length;
  return [status, round?.number, round?.frischCount, round?.turn, round?.bids.length, contractCount].join();
}

export const isPlayer = ({ seat, isHost }: Table) => seat !== null || isHost;

/**
 * Whether this terminal may ask to record for a seat: its own seat; as the host, any seat; the seat of a
 * player who is away; or of a guest whose host is away. Only the server knows whether they are away long
 * enough.
 */
export function mayRecordFor({ state, seat: mine, isHost }: Table, seat: Seat): boolean {
  if (seat === mine || isHost) return true;
  const player = state.seats[seat];
  if (mine === null || !player) return false;
  const waitsFor = player.guest ? state.seats.find((other) => other?.userId === state.hostId) : player;
  return waitsFor?.awaySince != null;
}

/**
 * The seat the open panel records for, or null. It opens by itself on the turn of this terminal's own seat, for the
 * host also on the turn of a guest, and on the device of the whole table on every turn. `recording` opens it for any
 * seat that this terminal may record for.
 */
export function speaker(table: Table, recording: boolean): Seat | null {
  const turn = table.state.round?.turn ?? null;
  if (turn === null || !mayRecordFor(table, turn)) return null;
  const opensByItself =
    turn === table.seat ||
    (table.isHost && (table.mode === 'table' || table.state.seats[turn]?.guest === true));
  return opensByItself || recording ? turn : null;
}

/**
 * Whether the table waits for this terminal: on the turn of its player, and for the host on the turn of a guest. The
 * device of the whole table is never waited for.
 */
export const mustAct = (table: Table): boolean =>
  (table.mode === 'seat' || table.mode === 'demo') && speaker(table, false) !== null;

/** The `seat` param of an action; left out for this terminal's own seat. */
export const forSeat = ({ seat: mine }: Table, seat: Seat) => (seat === mine ? {} : { seat });
