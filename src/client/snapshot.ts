import type { ChangeName, Params, Refused, RoomEvent, RoomState } from '../protocol/index.ts';
import type { Bests } from '../rules/index.ts';
import type { ConnectionStatus } from './connection.ts';

/** A room as one terminal knows it. */
export interface RoomSnapshot {
  /**
   * Null until the room has been entered. Changes that this terminal asked for are in it as soon as the rules
   * tell where they lead to, also before the server has answered.
   */
  readonly state: RoomState | null;
  readonly connection: ConnectionStatus;
  /** Since when the line is down, in ms since 1970; null while it is there. */
  readonly downSince: number | null;
  /** The last events, oldest first; at the end those of changes that wait for their answer. */
  readonly events: readonly RoomEvent[];
  /** Whether a change waits for its answer. */
  readonly busy: boolean;
  /** Since when the oldest of these changes waits, in ms since 1970; null if none does. */
  readonly busySince: number | null;
  /** The sentence of the last refusal, until something else happens. */
  readonly fault: string | null;
  /** The events of changes that were not made because of the last refusal, until the next change. */
  readonly lost: readonly RoomEvent[];
  /** Whether this player has joined the room on another terminal. If so, this terminal can no longer act. */
  readonly fenced: boolean;
  /** Whether the host has put this terminal out, because nobody may watch. */
  readonly putOut: boolean;
  /** The last message of the operator, until the next action on this terminal. */
  readonly notice: string | null;
  /** The best scores before this game; null until a round is over, and if this user may not see them. */
  readonly bests: Bests | null;
  /** The user id of this terminal. */
  readonly me: string;
  /** The number of steps of a game that is replayed. */
  readonly steps?: number;
}

/** The snapshot before the room has been entered. */
export const nothingYet: RoomSnapshot = {
  state: null,
  connection: 'online',
  downSince: null,
  events: [],
  busy: false,
  busySince: null,
  fault: null,
  lost: [],
  fenced: false,
  putOut: false,
  notice: null,
  bests: null,
  me: '',
};

/** The params of a change, without those that every change has. */
export type Change<M extends ChangeName> = Omit<Params<M>, 'code' | 'commandId' | 'version'>;

export interface RoomStore {
  /** Resolves once the room is entered, or with the refusal. */
  readonly entered: Promise<{ readonly state: RoomState } | Refused>;
  subscribe(listener: () => void): () => void;
  getSnapshot(): RoomSnapshot;
  /**
   * Asks for a change of the room as it is shown. Resolves with true if it was accepted. Changes are sent one after
   * the other. If one of them is refused, those after it are not sent. If the rules alone do not tell where a change
   * leads to, nothing else is taken until its answer is there.
   */
  act<M extends ChangeName>(method: M, params: Change<M>): Promise<boolean>;
  /** Stops following the room; the connection stays open. */
  close(): void;
}
