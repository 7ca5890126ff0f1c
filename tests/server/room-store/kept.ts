import type { RoomStore } from '../../../src/rooms/index.ts';

/** A place where rooms are kept, seen by two nodes, and a new account. */
export interface Kept {
  readonly store: RoomStore;
  readonly other: RoomStore;
  readonly hostId: string;
  /** The id of a new account called Dana. */
  newUser(): Promise<string>;
  /** The id of a new group of one user. */
  newGroup(userId: string): Promise<string>;
}

/** Tests by their titles. */
export type Cases = Readonly<Record<string, (kept: Kept) => Promise<void>>>;
