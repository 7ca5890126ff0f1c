import { methods, type Method, type Reason } from '../../../src/protocol/index.ts';
import { defaultProfile, type Action } from '../../../src/rules/index.ts';
import { createOracle, type Oracle } from '../../support/oracle.ts';

/**
 * A player in a seat. People are numbers; a guest has a name and, once a state has told it, an id. Somebody who was a
 * guest keeps that name at the table.
 */
export type Occupant =
  | { readonly person: number; readonly left: boolean; readonly guest?: string }
  | { readonly guest: string; readonly standsFor: number | null; readonly id: string | null };

export interface RoomModel {
  readonly code: string;
  readonly group: number | null;
  version: number;
  host: number;
  seats: (Occupant | null)[];
  isOpen: boolean;
  /** The actions of the game that were not taken back. */
  actions: Action[];
  rematch: string | null;
  /** People with a terminal in the room. */
  inside: number[];
  /** People who may be inside or not: what they may do depends on when they came. */
  unsure: number[];
  /** People who had a seat or hosted at some time. */
  former: number[];
}

export interface GroupModel {
  readonly id: string;
  owner: number;
  members: number[];
  invited: number[];
  isGone: boolean;
}

/** Somebody says that they are a guest; another one decides. */
interface ClaimModel {
  readonly id: string;
  readonly claimant: number;
  readonly guestId: string;
  readonly decider: number;
}

/** Everything that some people have done on a server, as plain values. */
export interface Model {
  readonly rooms: RoomModel[];
  readonly groups: GroupModel[];
  /** Pairs: the first blocks the second. */
  blocks: (readonly [number, number])[];
  claims: ClaimModel[];
}

/** A request with everything that the model must know about it. */
export interface Op {
  readonly who: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly room?: number;
  readonly group?: number;
  /** The person that it is about. */
  readonly person?: number;
  readonly action?: Action;
  /** The players of `room.seats`, in the new order. */
  readonly players?: readonly (Occupant | null)[];
}

export interface Prediction {
  /** The reasons it may be refused with; null if it must be accepted. */
  readonly refused: readonly Reason[] | null;
  /** Whether it may be accepted or refused. */
  readonly isFree?: boolean;
  /** Whether an accepted request changes the version. */
  readonly isChange?: boolean;
  /** Changes the model as the accepted request has changed the server. */
  apply?(result: Readonly<Record<string, unknown>>): void;
}

export const refused = (...reasons: Reason[]): Prediction => ({ refused: reasons });
export const accepted = (apply?: Prediction['apply'], isChange = true): Prediction => ({
  refused: null,
  isChange,
  ...(apply && { apply }),
});

export const seatOf = ({ seats }: RoomModel, person: number): number =>
  seats.findIndex((one) => one !== null && 'person' in one && one.person === person);

export const isAtTable = (room: RoomModel, person: number): boolean =>
  room.host === person || seatOf(room, person) >= 0;

export function oracleOf({ actions }: RoomModel): Oracle {
  const oracle = createOracle(defaultProfile, null, [0, 0, 0, 0]);
  for (const action of actions) if (!oracle.play(action)) throw new Error('the model has an illegal action');
  return oracle;
}

export const statusOf = (room: RoomModel) => oracleOf(room).table().status;

export const accessOf = (method: string): Method['access'] =>
  (methods as Readonly<Record<string, Method>>)[method]?.access ?? 'user';

export function come(room: RoomModel, person: number): void {
  if (!room.inside.includes(person)) room.inside.push(person);
}

export function go(room: RoomModel, person: number): void {
  room.inside = room.inside.filter((one) => one !== person);
  room.unsure = room.unsure.filter((one) => one !== person);
}

/** Whether somebody may read the game afterwards. */
export const mayRead = (model: Model, room: RoomModel, person: number): boolean =>
  isAtTable(room, person) ||
  (room.group !== null && (model.groups[room.group]?.members.includes(person) ?? false));
