import leven from 'leven';
import { foldedName, type User } from '../../protocol/index.ts';
import { createHomes, type Homes } from './homes.ts';
import type { Caller, Home, NamedAccount, SheetOffer, SheetPlayer, SheetStore } from './ports.ts';

/** The memory of an import: the homes of its groups, and the people behind the names. */
export interface People extends Homes {
  /**
   * The people of these names in a home: an account if the name is its user name, in any case, otherwise a guest. For
   * an account that has not agreed to games of this home stands a guest, and the games are offered to the account.
   */
  named(home: Home, names: readonly string[]): Promise<ReadonlyMap<string, SheetPlayer>>;
  /** Names that became guests, each with a similar user name. */
  readonly near: ReadonlyMap<string, string>;
  /** Names that became guests because their user name in `players` does not exist, each with that name. */
  readonly unknown: ReadonlyMap<string, string>;
  /** The games that were offered to accounts, perhaps more than once. */
  readonly offers: SheetOffer[];
}

/** Looks up every group and every name once. */
export function createPeople(
  store: SheetStore,
  caller: Caller,
  {
    players,
    newGroup,
    dryRun,
  }: {
    readonly players: ReadonlyMap<string, string>;
    readonly newGroup: boolean;
    readonly dryRun: boolean;
  },
): People {
  const mapping = new Map([...players].map(([name, username]) => [foldedName(name), username]));
  const people = new Map<string, Map<string, SheetPlayer>>();
  const near = new Map<string, string>();
  const unknown = new Map<string, string>();
  const offers: SheetOffer[] = [];

  async function lookUpNames(home: Home, names: readonly string[]): Promise<[string, SheetPlayer][]> {
    const mapped = names.flatMap((name) => mapping.get(foldedName(name)) ?? []);
    const accounts = await store.accounts(home, [...names, ...mapped]);
    const byName = new Map(accounts.map((user) => [foldedName(user.username), user]));
    const known = new Set((await store.guestNames(home.ownerId, names)).map(foldedName));
    // A user name wins over the mapping. A guest keeps its name, whoever registers under it elsewhere.
    const accountOf = (name: string) => {
      const own = byName.get(foldedName(name));
      const said = byName.get(foldedName(mapping.get(foldedName(name)) ?? ''));
      return own?.isNear ? own : (said ?? (known.has(foldedName(name)) ? undefined : own));
    };
    const guests = names.filter((name) => !accountOf(name));
    const ids = dryRun ? new Map<string, string>() : await store.guests(home.ownerId, guests);
    await notice(home, guests);
    const found: [string, SheetPlayer][] = [];
    for (const name of names) {
      const user = accountOf(name);
      const guest = { userId: ids.get(name) ?? foldedName(name), displayName: name, guest: true };
      found.push([name, user ? await playerFor(home, user) : guest]);
    }
    return found;
  }

  async function playerFor(home: Home, user: NamedAccount): Promise<SheetPlayer> {
    const { id: userId, displayName } = user;
    if (user.hasAgreed) return { userId, displayName, guest: false };
    const offer = dryRun ? null : await store.offer(home, user);
    if (offer) offers.push(offer);
    return { userId: offer?.guestId ?? userId, displayName, guest: true, standsFor: userId };
  }

  async function notice(home: Home, guests: readonly string[]): Promise<void> {
    if (guests.length === 0) return;
    const members = await store.members(home);
    for (const guest of guests) {
      const said = mapping.get(foldedName(guest));
      if (said !== undefined) unknown.set(guest, said);
      const alike = members.find((member) => isNear(guest, member));
      if (alike) near.set(guest, alike.username);
    }
  }

  return {
    near,
    unknown,
    offers,
    ...createHomes(store, caller, { newGroup, dryRun }),
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
  const plain = foldedName(name);
  return [username, displayName].some((other) => {
    const known = foldedName(other);
    return plain === known || (plain.length > 3 && leven(plain, known) === 1);
  });
}
