import type { Game, PerSeat } from '../rules/index.ts';

/** Who plays in a seat of an imported game. */
export interface SheetPlayer {
  readonly userId: string;
  readonly displayName: string;
  readonly guest: boolean;
}

/** A game from a sheet, ready to be kept. */
export interface ImportedGame {
  /** The group, or the user, whose sheets are told apart by their ids. */
  readonly scope: string;
  readonly sheetId: string;
  /** MD5 of what the sheet says, in hex. */
  readonly digest: string;
  readonly groupId: string | null;
  readonly hostId: string;
  readonly playedAt: Date;
  readonly players: PerSeat<SheetPlayer>;
  readonly game: Game;
}

/** A sheet that was imported before. */
export interface KnownSheet {
  readonly sheetId: string;
  readonly gameId: string;
  readonly digest: string;
}

/** Where sheets come from and go to. */
export interface SheetStore {
  /** Those of these sheets of one scope that are there already. */
  known(scope: string, sheetIds: readonly string[]): Promise<readonly KnownSheet[]>;
  /** Adds games, none of which is there, with everything that follows from them but ratings and counts, which are settled later. */
  add(games: readonly ImportedGame[]): Promise<void>;
  /** The guests of these names that a user has written down, new ones where there are none; by their name in lower case. */
  guests(ownerId: string, names: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
