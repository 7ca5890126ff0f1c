import type { RoomState } from '../protocol/index.ts';
import type { Seat } from '../rules/index.ts';
import type { LogEntry } from './log.ts';
import type { Room } from './room.ts';

/** One change of one room, decided but not yet saved. */
export interface Commit {
  readonly before: Room;
  readonly after: Room;
  readonly entry: LogEntry;
}

/** The log of a game, in order. */
export interface StoredLog {
  readonly gameId: string;
  readonly entries: readonly LogEntry[];
}

/** Whether a user is at the table on any node, and since when, by the clock of the database. */
export interface Seen {
  readonly userId: string;
  readonly connected: boolean;
  readonly since: Date;
}

/** An open room as the database knows it: the end of its log, and the users who are there. */
export interface Pulse {
  readonly gameId: string;
  readonly version: number;
  readonly seen: readonly Seen[];
}

/** A game that is offered to an account. Until it agrees, a guest stands for it. */
export interface Offer {
  readonly userId: string;
  readonly guestId: string;
  /** The claim that waits; null if the account has too many. */
  readonly claimId: string | null;
}

/** The host and the group of games that are offered to an account. */
export type OfferedFrom = Pick<Room, 'hostId' | 'groupId'>;

/** Stores rooms. A promise that resolves means committed; one that rejects means that nothing was changed. */
export interface RoomStore {
  /**
   * Adds a game with its first entries. `code_taken`: another game has this room code. `exists`: this game was
   * added before.
   */
  create(room: Room, entries: readonly LogEntry[]): Promise<'created' | 'code_taken' | 'exists'>;
  /**
   * The log of a game, by room code or game id. It can begin after a version, or end at one. Null if there is
   * no entry.
   */
  load(
    key: { readonly code: string } | { readonly gameId: string },
    part?: { readonly after?: number; readonly upTo?: number },
  ): Promise<StoredLog | null>;
  /**
   * Saves changes of several rooms, one for each room, in one transaction: the log, the tables, and the
   * figures made from a finished game. If a room is not at the version its change was decided on, it has
   * moved on: its change is not saved, but the others are.
   */
  commit(commits: readonly Commit[]): Promise<('saved' | 'moved_on')[]>;
  /** Deletes a game that never began. */
  drop(gameId: string): Promise<void>;
  /** The codes of games that have begun, are not over, and have had no entry since `before`. */
  abandoned(before: Date): Promise<string[]>;
  /** The id of the guest of this name that the host has had before, or of a new one. */
  guest(hostId: string, displayName: string): Promise<string>;
  /** The account with this id or this user name, which can take a seat; null if there is none. */
  account(who: {
    readonly userId?: string | undefined;
    readonly username?: string | undefined;
  }): Promise<{ readonly userId: string; readonly displayName: string; readonly username: string } | null>;
  /** Whether an account has agreed to games of this host and group: it is the host, or in the group and blocks neither. */
  hasAgreed(userId: string, from: OfferedFrom): Promise<boolean>;
  /** Offers games to an account. There is one guest and one claim for all of them until it answers. */
  offer(
    account: { readonly userId: string; readonly displayName: string },
    from: OfferedFrom,
  ): Promise<Offer>;
  /** Whether a user may read a game when they are not in its room. */
  mayRead(gameId: string, userId: string): Promise<boolean>;
  /** Whether a user may play for a group. */
  isGroupMember(groupId: string, userId: string): Promise<boolean>;
  /**
   * Saves whether a user has a terminal at the table on this node. Resolves with the state over all nodes.
   */
  setConnected(gameId: string, userId: string, connected: boolean): Promise<Seen>;
  /**
   * Says that this node is alive, and returns the state of these games, the time of the database and the number of
   * other nodes that are alive. If another node was silent for too long, its terminals now count as gone.
   */
  pulse(gameIds: readonly string[]): Promise<{
    readonly now: Date;
    readonly games: readonly Pulse[];
    readonly otherNodes: number;
  }>;
}

/** News of a game for one of its players, or for an account that the game is offered to. */
export type RoomNotice = {
  readonly userId: string;
  /** The user who did it; null if it was the operator, or time. */
  readonly byId: string | null;
} & (
  | { readonly kind: 'your_turn' | 'game_corrected'; readonly gameId: string }
  | {
      readonly kind: 'game_over';
      readonly gameId: string;
      readonly details: { readonly reason: 'ended' | 'closed' | 'abandoned' };
    }
  /** The room code of the game that goes on. */
  | { readonly kind: 'claim_offered'; readonly claimId: string; readonly details: { readonly code: string } }
);

/** Tells players who are away what happens in their games. It never waits and never fails. */
export interface RoomNotices {
  tell(notices: readonly RoomNotice[]): void;
  /** A player has come to the table of a game. */
  atTable(userId: string, gameId: string): void;
}

/** News of a room from one node to the others. */
export type RoomNews =
  | { readonly entry: LogEntry }
  | { readonly seen: Seen }
  /** The database has changed the log by itself. */
  | { readonly changed: true }
  /** The user has taken the seat with this terminal; all other terminals of the user let it go. */
  | { readonly taken: { readonly userId: string; readonly terminal: string } };

/** Brings news of rooms to the other nodes. News may be lost; the log still has it. */
export interface RoomNewsChannel {
  /** Tells the other nodes, without waiting and without failing. */
  tell(code: string, news: RoomNews): void;
  /** Listens to the news of a room from other nodes, until the returned function is called. */
  follow(code: string, listener: (news: RoomNews) => void): () => void;
}

/** The copy of a room. */
export interface RoomCopy {
  readonly state: RoomState;
  readonly createdAt: Date;
  readonly lastActivity: Date;
  /** When each bid or pass in `state.round.bids` was said. */
  readonly saidAt: readonly Date[];
}

/** The fast copies of rooms. Nothing depends on them, and a copy never goes back to an older version. */
export interface RoomCache {
  /** Writes a copy, without waiting and without failing. */
  keep(copy: RoomCopy): void;
  /** Deletes the copies of rooms, without waiting and without failing. */
  forget(codes: readonly string[]): void;
  /** The version of the copy of each room, in their order; null if there is no copy, or no answer in time. */
  versions(codes: readonly string[]): Promise<(number | null)[]>;
}

/** The copy of a terminal: one socket of one user. */
interface TerminalCopy {
  readonly id: string;
  readonly userId: string;
}

/** The fast copy of where users are: their sockets and rooms. Writing to it never waits and never fails. */
export interface Whereabouts {
  /** A user has logged in on a socket. */
  online(terminal: TerminalCopy, at: Date): void;
  /** A socket has closed or logged out. */
  offline(terminal: TerminalCopy): void;
  /** These sockets are alive, so their entries are kept for longer. */
  alive(terminals: readonly TerminalCopy[]): void;
  /** A terminal has entered a room. The table no longer waits for its user. */
  entered(terminal: TerminalCopy, code: string, at: Date): void;
  /** A user has done something in a room. */
  active(terminal: TerminalCopy, code: string, at: Date): void;
  /** A terminal has left a room. */
  left(terminal: TerminalCopy, code: string): void;
  /** A seated player has no terminal in the room any more; the table waits until the grace ends. */
  awaited(userId: string, place: { readonly code: string; readonly seat: Seat; readonly since: Date }): void;
}
