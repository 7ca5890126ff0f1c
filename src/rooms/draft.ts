import type { Seat } from '../rules/index.ts';
import type { LogEntry, RoomAction } from './log.ts';

/** The player that `room.join`, `room.addGuest` or `room.substitute` is about. */
export interface LookedUp {
  readonly userId: string;
  readonly displayName: string;
  readonly username?: string | undefined;
  readonly guest?: true | undefined;
  readonly standsFor?: string | undefined;
}

/** Everything a decision depends on, except the log. */
export interface Circumstances {
  readonly actorId: string;
  readonly now: Date;
  /** Whether the table may act for a seat because its player has left or is away longer than the grace. */
  readonly isAbsent: (userId: string) => boolean;
  readonly isConnected: (userId: string) => boolean;
}

/** The part of the next entry of a log that depends on the change alone. */
export type Draft = Pick<LogEntry, 'action' | 'seat' | 'actingFor'>;

/** A change that is nobody's own. */
export const table = (action: RoomAction): Draft => ({ action, seat: null });

/** A change of one seat. */
export const forSeat = (seat: Seat | null, action: RoomAction): Draft => ({ action, seat });
