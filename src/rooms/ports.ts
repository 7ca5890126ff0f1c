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

/** What the log says of a game, in order. */
export interface StoredLog {
  readonly gameId: string;
  readonly entries: readonly LogEntry[];
}

/** Whether a user is at the table, on any node, and since when, on the clock of the database. */
export interface Seen {
  readonly userId: string;
  readonly connected: boolean;
  readonly since: Date;
}

/** What the database knows of a room that is open: how far its log goes, and who is there. */
export interface Pulse {
  readonly gameId: string;
  readonly version: number;
  readonly seen: readonly Seen[];
}

/** Where rooms are kept. A promise that resolves means committed; one that rejects means nothing was changed. */
export interface RoomStore {
  /** Adds a game with its first entry; `code_taken` asks for another room code, `exists` means this game is there already. */
  create(room: Room, entry: LogEntry): Promise<'created' | 'code_taken' | 'exists'>;
  /** The log of the game with this room code or game id, or the part of it after a version, or up to one. Null where that is empty. */
  load(
    key: { readonly code: string } | { readonly gameId: string },
    part?: { readonly after?: number; readonly upTo?: number },
  ): Promise<StoredLog | null>;
  /**
   * Saves the changes of several rooms, no two of the same one, in one transaction: the log, the tables, and
   * what follows from a finished game. A room that is not at the version its change was decided on has moved on
   * and is left alone; the others are saved all the same.
   */
  commit(commits: readonly Commit[]): Promise<('saved' | 'moved_on')[]>;
  /** The guest of this name that the host has written down before, or a new one. */
  guest(hostId: string, displayName: string): Promise<string>;
  /** The account with this id or this user name, which can take a seat; null for guests and strangers. */
  account(who: {
    readonly userId?: string | undefined;
    readonly username?: string | undefined;
  }): Promise<{ readonly userId: string; readonly displayName: string } | null>;
  /** Whether a user may play for a group. */
  isGroupMember(groupId: string, userId: string): Promise<boolean>;
  /** Notes that a user has a terminal at the table on this node, or has none any more; what that comes to with all nodes. */
  setConnected(gameId: string, userId: string, connected: boolean): Promise<Seen>;
  /**
   * Says that this node is alive, takes the terminals of nodes that have been silent too long for gone, and tells
   * how these games stand and what time the database has.
   */
  pulse(gameIds: readonly string[]): Promise<{ readonly now: Date; readonly games: readonly Pulse[] }>;
}

/** What one node tells the others of a room. */
export type RoomNews =
  | { readonly entry: LogEntry }
  | { readonly seen: Seen }
  /** The user has taken the seat with this terminal; others of theirs are to let it go. */
  | { readonly taken: { readonly userId: string; readonly terminal: string } };

/** How the nodes hear of each other's rooms: at once or not at all. What is lost is read from the log. */
export interface RoomNewsChannel {
  /** Tells the other nodes, without waiting and without failing. */
  tell(code: string, news: RoomNews): void;
  /** Listens to what other nodes tell of a room, until the function it returns is called. */
  follow(code: string, listener: (news: RoomNews) => void): () => void;
}

/** A room as its copy is written. */
export interface RoomCopy {
  readonly state: RoomState;
  readonly createdAt: Date;
  readonly lastActivity: Date;
  /** When each of `state.round.bids` was said. */
  readonly saidAt: readonly Date[];
}

/** The fast copy of rooms. Nothing in it is needed, and it never goes back to an older version. */
export interface RoomCache {
  /** Writes a copy, without waiting and without failing. */
  keep(copy: RoomCopy): void;
  /** The version of the copy of each room, in their order; null where there is none or nobody answers in time. */
  versions(codes: readonly string[]): Promise<(number | null)[]>;
}

/** A terminal as it is written down: one socket of one user. */
interface TerminalCopy {
  readonly id: string;
  readonly userId: string;
}

/** The fast copy of who is at which socket and in which room. Written without waiting and without failing. */
export interface Whereabouts {
  /** Somebody has logged in on a socket. */
  online(terminal: TerminalCopy, at: Date): void;
  /** A socket has closed or logged out. */
  offline(terminal: TerminalCopy): void;
  /** These sockets are alive: their entries are kept for longer. */
  alive(terminals: readonly TerminalCopy[]): void;
  /** A terminal is in a room; whoever it was to come back is back. */
  entered(terminal: TerminalCopy, code: string, at: Date): void;
  /** Somebody in a room has done something there. */
  active(terminal: TerminalCopy, code: string, at: Date): void;
  /** A terminal has left a room. */
  left(terminal: TerminalCopy, code: string): void;
  /** A seated player has no terminal in the room any more, and is waited for until the grace ends. */
  awaited(userId: string, place: { readonly code: string; readonly seat: Seat; readonly since: Date }): void;
}
