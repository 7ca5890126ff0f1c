import type { RoomSnapshot } from '../../src/client/index.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import { withSeat, type Action } from '../../src/rules/index.ts';
import { splitKeys } from '../../src/tui/key-events.ts';
import type { Effect } from '../../src/tui/outcome.ts';
import { tableOf, type Mode, type Table } from '../../src/tui/table.ts';
import { newUi, press, type Ui } from '../../src/tui/ui.ts';
import { gameAfter, roomOf, snapshotOf, userIds } from './states.ts';

/** Somebody at a terminal, by default the host; `change` makes another room of it. */
export interface Place {
  readonly me?: string;
  readonly mode?: Mode;
  readonly change?: (state: RoomState) => RoomState;
  readonly more?: Partial<RoomSnapshot>;
}

/** The table after some actions, as it is seen from a place. */
export function tableAt(
  actions: readonly Action[],
  { me = userIds[0], mode = 'seat', change, more }: Place = {},
): Table {
  const state = roomOf(gameAfter(actions));
  const table = tableOf(snapshotOf(change ? change(state) : state, me, more), mode);
  if (!table) throw new Error('a snapshot with a state has a table');
  return table;
}

/** The result of typing a text, on a fresh screen by default. */
export function typing(text: string, table: Table, from: Ui = newUi(table)): { ui: Ui; effects: Effect[] } {
  return pressing(splitKeys(text, {}), table, from);
}

/** The result of pressing keys, by their names. */
export function pressing(
  keys: readonly string[],
  table: Table,
  from: Ui = newUi(table),
): { ui: Ui; effects: Effect[] } {
  const effects: Effect[] = [];
  let ui = from;
  for (const key of keys) {
    const after = press(ui, key, table);
    ui = after.ui;
    if (after.effect) effects.push(after.effect);
  }
  return { ui, effects };
}

export const act = (method: string, params: object) => ({ act: { method, params } });

/** The second seat, which opens the auction of round 1. */
export const opener: Place = { me: userIds[1] };

/** A room with a free seat. */
export function without(seat: 2 | 3) {
  return (state: RoomState): RoomState => ({ ...state, seats: withSeat(state.seats, seat, null) });
}

/** A room in which the player of a seat is changed. */
export function replace(
  state: RoomState,
  seat: 0 | 1 | 2 | 3,
  change: Partial<NonNullable<RoomState['seats'][0]>>,
): RoomState {
  const player = state.seats[seat];
  if (!player) throw new Error(`seat ${seat} is free`);
  return { ...state, seats: withSeat(state.seats, seat, { ...player, ...change }) };
}

/** An event of the log, as the server tells it. */
export function eventOf(type: string, version: number, seat: 0 | 1 | 2 | 3) {
  return { type, version, actorId: userIds[seat], seat, payload: {}, at: '' };
}
