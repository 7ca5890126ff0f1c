import type { Watchers } from '../protocol/index.ts';
import type { Action, Entry, Length, PerSeat, RuleProfile, Seat } from '../rules/index.ts';

/** The player of a seat on a score sheet. */
interface SeatedPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
  /** The account that this guest stands for, because it has not agreed to the game. */
  readonly standsFor?: string | undefined;
}

/** The actions of a room that are not part of the game itself: players and hosts change. */
export type RoomOnlyAction =
  | {
      readonly type: 'room.create';
      readonly code: string;
      readonly hostId: string;
      /** The host's display name if the host plays, in seat 0; else null. */
      readonly displayName: string | null;
      /** The user name of a host who plays. Older entries have none. */
      readonly username?: string | undefined;
      readonly groupId: string | null;
      readonly rules: RuleProfile;
      readonly length: Length;
      readonly startingScores: PerSeat<number>;
    }
  /** The first entry of a game that was played on paper. It stands for all entries until round 1 is dealt. */
  | {
      readonly type: 'game.import';
      readonly code: string;
      readonly hostId: string;
      readonly groupId: string | null;
      readonly rules: RuleProfile;
      readonly startingScores: PerSeat<number>;
      readonly players: PerSeat<SeatedPlayer>;
    }
  /** The score sheet of a game was imported again with changes. From now on it is the whole game. */
  | {
      readonly type: 'sheet.replace';
      readonly rules: RuleProfile;
      readonly startingScores: PerSeat<number>;
      readonly players: PerSeat<SeatedPlayer>;
      readonly rounds: readonly (Omit<Action & { readonly type: 'round.import' }, 'type'> & {
        /** The players of this round, if they differ from the players at the end. */
        readonly players?: PerSeat<SeatedPlayer> | undefined;
      })[];
      /** ISO 8601. */
      readonly endedAt: string;
    }
  | {
      readonly type: 'room.join';
      readonly seat: Seat;
      readonly userId: string;
      readonly displayName: string;
      /** Older entries have none. */
      readonly username?: string | undefined;
    }
  | {
      readonly type: 'room.leave';
      readonly userId: string;
      /** The host from now on. */
      readonly hostId: string;
      /** No player is left who could host, so the game is over. */
      readonly ends: boolean;
    }
  | { readonly type: 'room.seats'; readonly seats: PerSeat<string | null> }
  | {
      readonly type: 'room.addGuest';
      readonly seat: Seat;
      readonly userId: string;
      readonly displayName: string;
      readonly standsFor?: string | undefined;
    }
  | { readonly type: 'room.transferHost'; readonly userId: string }
  | {
      readonly type: 'room.substitute';
      readonly seat: Seat;
      readonly userId: string;
      readonly displayName: string;
      /** None for a guest, and in older entries. */
      readonly username?: string | undefined;
      /** A player by name only. */
      readonly guest?: true | undefined;
      readonly standsFor?: string | undefined;
      /** The player who sat there until now. */
      readonly replaces: string;
    }
  /** The game is over as it stands: the operator closed the room, or nobody played for too long. */
  | { readonly type: 'room.close'; readonly reason: 'closed' | 'abandoned' }
  /** The host lets watchers in, or puts them out. */
  | { readonly type: 'room.watchers'; readonly watchers: Watchers }
  /** The same players begin another game. Code and id are those of its room and its game. */
  | { readonly type: 'room.rematch'; readonly code: string; readonly gameId: string }
  /** A player or host has deleted their account. Nobody comes back to the seat. */
  | {
      readonly type: 'account.delete';
      readonly userId: string;
      /** The name that stands for the player from now on, in the whole game. */
      readonly displayName: string;
      /** The host from now on. */
      readonly hostId: string;
      /** No player is left who could host, so the game is over. */
      readonly ends: boolean;
    }
  | {
      readonly type: 'claim.approve';
      readonly userId: string;
      /** The player of this game until now: a guest, or another account of the same person. */
      readonly replaces: string;
    }
  /** An account says that it did not play this game. From now on a guest has its seat, from the start. */
  | { readonly type: 'game.disown'; readonly userId: string; readonly guestId: string };

/** A correction. The log has the round before it and the round after it. */
type Corrected = Action & { readonly type: 'round.correct' };

export type RoomAction =
  | RoomOnlyAction
  | Exclude<Entry, Corrected>
  | (Corrected & { readonly before: Omit<Corrected, 'type' | 'round'> });

/** One row of the log. */
export interface LogEntry {
  /** Also the version of the room after it. */
  readonly seq: number;
  readonly action: RoomAction;
  /** The user whose terminal sent it; null for the operator, for time, and for a user who was deleted. */
  readonly actorId: string | null;
  /** The seat it was recorded for; null if it concerns the whole table. */
  readonly seat: Seat | null;
  /** Why the actor could record for another player's seat; undefined for the actor's own seat. */
  readonly actingFor?: 'guest' | 'player' | 'absent' | undefined;
  readonly commandId: string | null;
  readonly at: Date;
}

/** The payload of an entry in the log: all but its type, its seat and its actor. */
export function payloadOf({ action, actingFor }: LogEntry): Record<string, unknown> {
  const { type: _, ...payload } = action;
  return { ...payload, ...(actingFor && { actingFor }) };
}
