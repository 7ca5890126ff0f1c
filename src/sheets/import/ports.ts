import type { Sheet, User } from '../../protocol/index.ts';
import type { Game, PerSeat } from '../../rules/index.ts';

/** The user who imports or exports sheets. */
export interface Caller {
  readonly userId: string;
  /** An operator has the database itself, and may write for every account and every group. */
  readonly isOperator: boolean;
}

/** The group or user that sheets become games of. */
export interface Home {
  /** The id of the group or of the user. Within it a sheet is known by its id. */
  readonly scope: string;
  readonly groupId: string | null;
  /** The host of the games, and of their guests. */
  readonly ownerId: string;
}

/** The player in a seat of an imported game. */
export interface SheetPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
}

/** A game from a sheet, ready to be stored. */
export interface ImportedGame extends Home {
  readonly sheetId: string;
  /** MD5 of what the sheet says, in hex. */
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
  /** The group of this name that the caller may write for, or, without a name, the caller's own games; null if there is no such group. */
  home(caller: Caller, group: string | null): Promise<Home | 'not_owner' | 'group_ambiguous' | null>;
  /** Makes a group that the caller owns. */
  found(caller: Caller, group: string): Promise<Home>;
  /** The accounts with exactly these user names that may play in games of this home. */
  accounts(caller: Caller, home: Home, names: readonly string[]): Promise<readonly User[]>;
  /** The members of this home. */
  members(home: Home): Promise<readonly User[]>;
  /** The guests of a user, by these names, whatever their case. Guests that are not there are made. */
  guests(ownerId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The sheets among these that are already in a home: imported before, or exported from games that were played here,
   * whose sheet has the id of the game. An operator finds games without a group whoever owns them.
   */
  known(caller: Caller, home: Home, sheetIds: readonly string[]): Promise<readonly KnownSheet[]>;
  /**
   * Adds games that are not there yet. Ratings and counts are recomputed later. `taken` means that another import has
   * just added one of them, and that nothing was added.
   */
  add(games: readonly ImportedGame[]): Promise<'added' | 'taken'>;
  /** These games as they are now, by their ids. A game that is not over, or has no round, is left out. */
  kept(gameIds: readonly string[]): Promise<ReadonlyMap<string, KeptSheet>>;
  /** Changes a game into what its sheet says now, with an entry in its log. */
  replace(gameId: string, game: ImportedGame, actorId: string): Promise<void>;
  /** Finished games as sheets, in the order in which they ended, from a cursor on: of a group, of a user, or all. */
  page(
    which: { readonly groupId: string } | { readonly userId: string } | null,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SheetPage>;
  /** Whether a user is in a group. */
  isMember(groupId: string, userId: string): Promise<boolean>;
}
