import leven from 'leven';
import type { User } from '../../protocol/index.ts';
import type { Caller, Home, SheetPlayer, SheetStore } from './ports.ts';

/** The memory of an import: the homes of its groups, and the people behind the names. */
export interface People {
  /** The home for games of a group, or the reason why there is none. Founds the group if it is missing. */
  homeOf(group: string | null): Promise<Home | 'not_owner' | 'group_ambiguous'>;
  /** The people of these names in a home: an account if the name is exactly its user name, otherwise a guest. */
  named(home: Home, names: readonly string[]): Promise<ReadonlyMap<string, SheetPlayer>>;
  /** Names that became guests, each with a similar user name. */
  readonly near: ReadonlyMap<string, string>;
  /** Names that became guests because their user name in `players` does not exist, each with that name. */
  readonly unknown: ReadonlyMap<string, string>;
  /** Groups that were not there before, by their names. */
  readonly founded: readonly string[];
}

/** Looks up every group and every name once. */
export function createPeople(
  store: SheetStore,
  caller: Caller,
  { players, dryRun }: { readonly players: ReadonlyMap<string, string>; readonly dryRun: boolean },
): People {
  const homes = new Map<string | null, ReturnType<People['homeOf']>>();
  const people = new Map<string, Map<string, SheetPlayer>>();
  const near = new Map<string, string>();
  const unknown = new Map<string, string>();
  const founded: string[] = [];

  async function lookUpHome(group: string | null) {
    const home = await store.home(caller, group);
    if (home) return home;
    if (group !== null) founded.push(group);
    // A dry run makes no group, so nobody is in it.
    const dry = { scope: caller.userId, groupId: null, ownerId: caller.userId };
    return dryRun || group === null ? dry : store.found(caller, group);
  }

  async function lookUpNames(home: Home, names: readonly string[]): Promise<[string, SheetPlayer][]> {
    const mapped = names.flatMap((name) => players.get(name) ?? []);
    const accounts = await store.accounts(caller, home, [...names, ...mapped]);
    const byName = new Map(accounts.map((user) => [user.username, user]));
    // An exact user name wins over the mapping.
    const accountOf = (name: string) => byName.get(name) ?? byName.get(players.get(name) ?? '');
    const guests = names.filter((name) => !accountOf(name));
    const ids = dryRun ? new Map<string, string>() : await store.guests(home.ownerId, guests);
    await notice(home, guests);
    return names.map((name) => {
      const user = accountOf(name);
      return [
        name,
        user
          ? { userId: user.id, displayName: user.displayName, guest: false }
          : { userId: ids.get(name) ?? name.toLowerCase(), displayName: name, guest: true },
      ];
    });
  }

  async function notice(home: Home, guests: readonly string[]): Promise<void> {
    if (guests.length === 0) return;
    const members = await store.members(home);
    for (const guest of guests) {
      const said = players.get(guest);
      if (said !== undefined) unknown.set(guest, said);
      const alike = members.find((member) => isNear(guest, member));
      if (alike) near.set(guest, alike.username);
    }
  }

  return {
    near,
    unknown,
    founded,
    homeOf(group) {
      const home = homes.get(group) ?? lookUpHome(group);
      homes.set(group, home);
      return home;
    },
    async named(home, names) {
      const known = people.get(home.scope) ?? new Map<string, SheetPlayer>();
      people.set(home.scope, known);
      const unknown = [...new Set(names)].filter((name) => !known.has(name));
      if (unknown.length > 0)
        for (const [name, player] of await lookUpNames(home, unknown)) known.set(name, player);
      return known;
    },
  };
}

/** Whether a name is a user name or a display name with at most one mistake. */
function isNear(name: string, { username, displayName }: User): boolean {
  const plain = name.toLowerCase();
  return [username, displayName].some((other) => {
    const known = other.toLowerCase();
    return plain === known || (plain.length > 3 && leven(plain, known) === 1);
  });
}
