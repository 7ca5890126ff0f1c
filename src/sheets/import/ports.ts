import type { Sheet, User } from '../../protocol/index.ts';
import type { Game, PerSeat } from '../../rules/index.ts';

/** The user who imports or exports sheets. */
export interface Caller {
  readonly userId: string;
  /** An operator works directly on the database, and may import for every account and every group. */
  readonly isOperator: boolean;
}

/** The group or user that imported games belong to. */
export interface Home {
  /** The id of the group or of the user. Inside it, sheet ids are unique. */
  readonly scope: string;
  readonly groupId: string | null;
  /** The host of the games, and of their guests. */
  readonly ownerId: string;
  /** The group is missing. It is founded when its first game is added. */
  readonly isNew?: true;
}

/** The player in a seat of an imported game. */
export interface SheetPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
  /** The account that this guest stands for, because it has not agreed to the game. */
  readonly standsFor?: string | undefined;
}

/** An account that a name on a sheet means. */
export interface NamedAccount extends User {
  /** Whether it has agreed to games of this home: it imports them, or is in the group. */
  readonly hasAgreed: boolean;
  /** Whether it is in the group, or was invited to it, or imports. */
  readonly isNear: boolean;
}

/** The claim of an account to whom games are offered; `id` is null if too many offers wait for its answer. */
export interface SheetOffer {
  readonly userId: string;
  readonly guestId: string;
  readonly claimId: string | null;
}

/** A game from a sheet, ready to be stored. */
export interface ImportedGame extends Home {
  readonly sheetId: string;
  /** MD5 of the content of the sheet, in hex. */
  readonly digest: string;
  readonly playedAt: Date;
  /** The players in their seats at the end. */
  readonly players: PerSeat<SheetPlayer>;
  /** The players of each round. */
  readonly lineups: readonly PerSeat<SheetPlayer>[];
  readonly game: Game;
}

/** A sheet that was imported before. */
export interface KnownSheet {
  readonly sheetId: string;
  readonly gameId: string;
  /** Null for a game that was played here and never imported. */
  readonly digest: string | null;
}

/** A stored game as a sheet, with the users in its seats. */
export interface KeptSheet {
  readonly sheet: Sheet;
  /** A guest that stands for an account counts as the account. */
  readonly userIds: PerSeat<string>;
  /** The user ids of the players of each round. */
  readonly lineups: readonly PerSeat<string>[];
}

/** Games as sheets, and the cursor of the next page; null on the last one. */
export interface SheetPage {
  readonly sheets: readonly Sheet[];
  readonly next: string | null;
}

/** The storage of sheets. */
export interface SheetStore {
  /**
   * The home for an import: the group with this name or, if `group` is null, the caller's own games. Null if
   * there is no such group.
   */
  home(caller: Caller, group: string | null): Promise<Home | 'not_owner' | 'group_ambiguous' | null>;
  /** The names of the groups that the caller is in; of all groups for an operator. */
  groupNames(caller: Caller): Promise<readonly string[]>;
  /** Makes a group that the caller owns. */
  found(caller: Caller, group: string): Promise<Home>;
  /** The accounts with these user names, in any case. */
  accounts(home: Home, names: readonly string[]): Promise<readonly NamedAccount[]>;
  /** Those of these names that guests of a user have, in any case. */
  guestNames(ownerId: string, names: readonly string[]): Promise<readonly string[]>;
  /** Offers games of a home to an account. There is one guest and one claim for all of them until it answers. */
  offer(home: Home, account: User): Promise<SheetOffer>;
  /** Whether a user is in so many groups that there can be no more. */
  hasMostGroups(userId: string): Promise<boolean>;
  /** The members of this home. */
  members(home: Home): Promise<readonly User[]>;
  /** The guests of a user, by these names, in any case. Guests that are missing are added. */
  guests(ownerId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The sheets among these that a home has already. They were imported before, or they were exported from a
   * game that was played here, and have its id. An operator finds all games without a group, of every owner.
   */
  known(caller: Caller, home: Home, sheetIds: readonly string[]): Promise<readonly KnownSheet[]>;
  /**
   * Adds new games. Ratings and counters are recomputed later. `taken` means that another import has just
   * added one of them; then this call adds nothing.
   */
  add(games: readonly ImportedGame[]): Promise<'added' | 'taken'>;
  /** These games as they are now, by their ids. A game that is not over, or has no round, is left out. */
  kept(gameIds: readonly string[]): Promise<ReadonlyMap<string, KeptSheet>>;
  /**
   * Changes a game so that it matches its sheet, with an entry in its log. Accounts that said they did not play in it
   * are asked again. Returns the offers to them.
   */
  replace(gameId: string, game: ImportedGame, actorId: string): Promise<readonly SheetOffer[]>;
  /** A page of finished games as sheets, oldest first: of a group, of a user, or all. */
  page(
    which: { readonly groupId: string } | { readonly userId: string } | null,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SheetPage>;
  /** Whether a user is in a group. */
  isMember(groupId: string, userId: string): Promise<boolean>;
}
