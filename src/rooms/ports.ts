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

/** Where rooms are kept. A promise that resolves means committed; one that rejects means nothing was changed. */
export interface RoomStore {
  /** Adds a game with its first entry; `code_taken` asks for another room code, `exists` means this game is there already. */
  create(room: Room, entry: LogEntry): Promise<'created' | 'code_taken' | 'exists'>;
  /** The log of the game with this room code or game id, up to a version where one is given. */
  load(
    key: { readonly code: string } | { readonly gameId: string },
    upTo?: number,
  ): Promise<StoredLog | null>;
  /**
   * Saves the changes of several rooms, no two of the same one, in one transaction: the log, the tables, and
   * what follows from a finished game. A room that is not at the version its change was decided on has moved on
   * and is left alone; the others are saved all the same.
   */
  commit(commits: readonly Commit[]): Promise<('saved' | 'moved_on')[]>;
  /** The guest of this name that the host has written down before, or a new one. */
  guest(hostId: string, displayName: string): Promise<string>;
  /** The display name of an account that can take a seat; null for guests and strangers. */
  displayName(userId: string): Promise<string | null>;
  /** Whether a user may play for a group. */
  isGroupMember(groupId: string, userId: string): Promise<boolean>;
  /** Keeps who is at the table in step with the sockets. */
  setConnected(gameId: string, userId: string, connected: boolean): Promise<void>;
}
