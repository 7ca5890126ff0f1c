import type { Action, Entry, Length, PerSeat, RuleProfile, Seat } from '../rules/index.ts';

/** Who has a seat of a score sheet. */
interface SeatedPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
}

/** What can happen in a room beside the game itself: who is there, and who is host. */
export type RoomOnlyAction =
  | {
      readonly type: 'room.create';
      readonly code: string;
      readonly hostId: string;
      /** The host's display name where the host plays, in seat 0. */
      readonly displayName: string | null;
      readonly groupId: string | null;
      readonly rules: RuleProfile;
      readonly length: Length;
      readonly startingScores: PerSeat<number>;
    }
  /** A game that was played on paper: its first entry, in place of `room.create` and all until round 1. */
  | {
      readonly type: 'game.import';
      readonly code: string;
      readonly hostId: string;
      readonly groupId: string | null;
      readonly rules: RuleProfile;
      readonly startingScores: PerSeat<number>;
      readonly players: PerSeat<SeatedPlayer>;
    }
  /** The score sheet of a game was brought in again, and says something else: it is the whole game from now on. */
  | {
      readonly type: 'sheet.replace';
      readonly rules: RuleProfile;
      readonly startingScores: PerSeat<number>;
      readonly players: PerSeat<SeatedPlayer>;
      readonly rounds: readonly (Omit<Action & { readonly type: 'round.import' }, 'type'> & {
        /** Who played this round, where it was not those who sat there at the end. */
        readonly players?: PerSeat<SeatedPlayer> | undefined;
      })[];
      /** ISO 8601. */
      readonly endedAt: string;
    }
  | { readonly type: 'room.join'; readonly seat: Seat; readonly userId: string; readonly displayName: string }
  | {
      readonly type: 'room.leave';
      readonly userId: string;
      /** The host from now on. */
      readonly hostId: string;
      /** Nobody is left who could host: the game is over. */
      readonly ends: boolean;
    }
  | { readonly type: 'room.seats'; readonly seats: PerSeat<string | null> }
  | {
      readonly type: 'room.addGuest';
      readonly seat: Seat;
      readonly userId: string;
      readonly displayName: string;
    }
  | { readonly type: 'room.transferHost'; readonly userId: string }
  | {
      readonly type: 'room.substitute';
      readonly seat: Seat;
      readonly userId: string;
      readonly displayName: string;
      /** Plays by name only. */
      readonly guest?: true | undefined;
      /** Who sat there until now. */
      readonly replaces: string;
    }
  | {
      readonly type: 'claim.approve';
      readonly userId: string;
      /** Who this game was played by until now: a guest, or another account of the same person. */
      readonly replaces: string;
    };

/** What the table was like before a correction; kept in the log beside what it became. */
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
  /** Whose terminal it came from. */
  readonly actorId: string;
  /** The seat it was recorded for, if it was for one. */
  readonly seat: Seat | null;
  /** Why the actor could record for a seat that is not theirs; absent otherwise. */
  readonly actingFor?: 'guest' | 'player' | 'absent' | undefined;
  readonly commandId: string | null;
  readonly at: Date;
}

/** What the log keeps of an entry beside its type, its seat and who it came from. */
export function payloadOf({ action, actingFor }: LogEntry): Record<string, unknown> {
  const { type: _, ...payload } = action;
  return { ...payload, ...(actingFor && { actingFor }) };
}
