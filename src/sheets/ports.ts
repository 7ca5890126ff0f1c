import type { Sheet, User } from '../protocol/index.ts';
import type { Game, PerSeat } from '../rules/index.ts';

/** Who brings sheets in or takes them out. */
export interface Caller {
  readonly userId: string;
  /** Who has the database itself: every account and every group is theirs to write for. */
  readonly isOperator: boolean;
}

/** Whose games sheets become. */
export interface Home {
  /** The group, or the user, whose sheets are told apart by their ids. */
  readonly scope: string;
  readonly groupId: string | null;
  /** Hosts the games, and has the guests. */
  readonly ownerId: string;
}

/** Who plays in a seat of an imported game. */
export interface SheetPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
}

/** A game from a sheet, ready to be kept. */
export interface ImportedGame extends Home {
  readonly sheetId: string;
  /** MD5 of what the sheet says, in hex. */
  readonly digest: string;
  readonly playedAt: Date;
  /** Who sat where at the end. */
  readonly players: PerSeat<SheetPlayer>;
  /** Who played each round. */
  readonly lineups: readonly PerSeat<SheetPlayer>[];
  readonly game: Game;
}

/** A sheet that was imported before. */
export interface KnownSheet {
  readonly sheetId: string;
  readonly gameId: string;
  /** Null where the game was played here, and no sheet of it was brought in. */
  readonly digest: string | null;
}

/** What a game that is there says, and who has its seats; null of a game that is not over, or without a round. */
export interface KeptSheet {
  readonly sheet: Sheet;
  readonly userIds: PerSeat<string>;
  /** Of who played each round. */
  readonly lineups: readonly PerSeat<string>[];
}

/** Games as sheets, and the cursor of those after them; null where there are none. */
export interface SheetPage {
  readonly sheets: readonly Sheet[];
  readonly next: string | null;
}

/** Where sheets come from and go to. */
export interface SheetStore {
  /** The group of this name that the caller may write for, or without a name what is theirs; `null` where there is none. */
  home(caller: Caller, group: string | null): Promise<Home | 'not_owner' | 'group_ambiguous' | null>;
  /** A new group of the caller. */
  found(caller: Caller, group: string): Promise<Home>;
  /** Accounts with exactly these user names, as far as games of this home may be theirs. */
  accounts(caller: Caller, home: Home, names: readonly string[]): Promise<readonly User[]>;
  /** Accounts that games of this home may be of; of an operator only the members. */
  members(home: Home): Promise<readonly User[]>;
  /** The guests of these names that a user has written down, new ones where there are none; by these names. Case does not tell two guests apart. */
  guests(ownerId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Those of these sheets that are there already in a home: brought in before, or taken out of games that were played
   * here, under the id of the game. What has no group an operator finds whoever it is of.
   */
  known(caller: Caller, home: Home, sheetIds: readonly string[]): Promise<readonly KnownSheet[]>;
  /**
   * Adds games, none of which is there, with everything that follows from them but ratings and counts, which are settled
   * later. `taken`, and nothing is added, where somebody else has brought one of them in just now.
   */
  add(games: readonly ImportedGame[]): Promise<'added' | 'taken'>;
  /** What these games say as they are now, by their ids. */
  kept(gameIds: readonly string[]): Promise<ReadonlyMap<string, KeptSheet>>;
  /** Makes a game what its sheet says now, by an entry in its log, with everything that follows. */
  replace(gameId: string, game: ImportedGame, actorId: string): Promise<void>;
  /** Finished games as sheets, those that ended first, from a cursor on: of a group, of a user, or for an operator all. */
  page(
    which: { readonly groupId: string } | { readonly userId: string } | null,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SheetPage>;
  /** Whether a user is in a group. */
  isMember(groupId: string, userId: string): Promise<boolean>;
}
