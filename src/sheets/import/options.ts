import type { People } from './people.ts';
import type { Caller, SheetStore } from './ports.ts';

export interface ImportOptions {
  /** The group of games whose sheets name none. */
  readonly group: string | null;
  /** User names by the names on sheets. */
  readonly players: ReadonlyMap<string, string>;
  /** Whether a new group may have nearly the name of a group of the caller. */
  readonly newGroup: boolean;
  /** Whether nothing may change. */
  readonly dryRun: boolean;
  /** Whether games become what corrected sheets say. */
  readonly replace: boolean;
}

/** One import: its surroundings, and what it remembers of groups and names. */
export interface Import {
  readonly store: SheetStore;
  readonly caller: Caller;
  readonly options: ImportOptions;
  readonly people: People;
  /** The sheets so far by their groups and ids, so that no id stands for two games. */
  readonly seen: Map<string, { readonly meaning: string; readonly position: number }>;
}
