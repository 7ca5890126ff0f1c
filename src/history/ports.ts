import type {
  Bests,
  GameRecord,
  Group,
  GroupPage,
  HeadToHead,
  History,
  Leaderboard,
  Params,
  PlayerPage,
  Refused,
  RoomLine,
} from '../protocol/index.ts';

export type BoardParams = Params<'stats.leaderboard'>;

/** What the record can be asked for. */
export interface RecordStore {
  /** A game by its id or room code, if this user played in it, hosted it or is in its group; null otherwise. */
  game(userId: string, id: string): Promise<GameRecord | null>;
  /** The rooms that are not over and that this user may look at, the last used first. */
  rooms(userId: string): Promise<readonly RoomLine[]>;
  /** The id of a game that `game` would give; null otherwise. */
  gameId(userId: string, id: string): Promise<string | null>;
  /** The highest scores of a round before the game with this id. */
  bests(gameId: string): Promise<Bests>;
  /** Players by rank; `group_not_found` where the group is not one of the viewer's. */
  leaderboard(viewerId: string, board: BoardParams): Promise<Leaderboard | Refused>;
  /** Everybody a player finished games with; null for nobody. */
  opponents(username: string): Promise<readonly HeadToHead[] | null>;
  /** The finished games of a player that `viewerId` may look at, newest first, from a cursor on; null for nobody. */
  history(
    viewerId: string,
    username: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<History | null>;
  /** The statistics of a player, zeros before the first game; null for nobody. */
  player(username: string): Promise<PlayerPage | null>;
}

/** Somebody with an account. */
export interface Member {
  readonly userId: string;
}

/** Somebody in a group. */
export interface Membership extends Member {
  readonly role: 'owner' | 'member';
}

/** What a group is to become: without members it is dissolved. */
export interface GroupChange {
  readonly name?: string;
  readonly description?: string | null;
  readonly members: readonly Membership[];
}

/** Where groups are kept. */
export interface GroupStore {
  /** The groups of a user by name, or the one with this id if they are in it. */
  groupsOf(userId: string, groupId?: string): Promise<Group[]>;
  /** What the games of a group come to. */
  page(groupId: string): Promise<GroupPage>;
  /** A new group with one member, its owner. */
  create(ownerId: string, group: { name: string; description: string | null }): Promise<Group>;
  /** Whoever has an account of this name; guests have none. */
  account(username: string): Promise<Member | null>;
  /** Changes a group while nobody else can, or not at all where it is refused; null where there is none. */
  change(
    groupId: string,
    decide: (members: readonly Membership[]) => GroupChange | Refused,
  ): Promise<GroupChange | Refused | null>;
}
