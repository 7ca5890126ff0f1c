import type { Watchers } from '../protocol/index.ts';
import type { PerSeat, Timeline } from '../rules/index.ts';

export interface Player {
  readonly userId: string;
  readonly displayName: string;
  /** The user name when the player sat down, if the log tells it. */
  readonly username?: string | undefined;
  /** A guest has no account and never connects. */
  readonly guest: boolean;
  /** The player has left a running game, and keeps the seat. */
  readonly left: boolean;
  /** The account of the player is deleted. */
  readonly former?: true;
  /** The account that a guest stands for, because it has not agreed to the game. */
  readonly standsFor?: string | undefined;
}

/** The room that the log of one game leads to. */
export interface Room {
  readonly code: string;
  readonly gameId: string;
  /** The seq of the last entry of the log. */
  readonly version: number;
  readonly hostId: string;
  readonly groupId: string | null;
  readonly seats: PerSeat<Player | null>;
  readonly timeline: Timeline;
  /** The players of each finished round: user ids in seat order. A substitute is in no earlier round. */
  readonly lineups: readonly PerSeat<string | null>[];
  /** When each bid and pass of the round on the table was said. */
  readonly saidAt: readonly Date[];
  readonly createdAt: Date;
  readonly lastEntryAt: Date;
  /** When the game ended; null until then. A correction later does not change it. */
  readonly endedAt: Date | null;
  /** The code of the room where the same players play again; null if there is none. */
  readonly rematch: string | null;
  /** The accounts that said they did not play this game, and have not agreed to it since. */
  readonly disowned: readonly string[];
  /** The people who may watch with the code, without a seat. */
  readonly watchers: Watchers;
}
