import leven from 'leven';
import { foldedName } from '../../protocol/index.ts';
import type { Homeless } from './outcome.ts';
import type { Caller, Home, SheetStore } from './ports.ts';

/** The homes of the groups of an import. */
export interface Homes {
  /** The home for games of a group, or the reason why there is none. */
  homeOf(group: string | null): Promise<Home | Homeless>;
  /** The home for games of a group that is new. A dry run founds no group, and so nobody is in it. */
  found(group: string): Promise<Home>;
  /** Groups that were founded, or that a dry run would found, by their names. */
  readonly founded: readonly string[];
}

/** Looks up every group once. */
export function createHomes(
  store: SheetStore,
  caller: Caller,
  { newGroup, dryRun }: { readonly newGroup: boolean; readonly dryRun: boolean },
): Homes {
  const homes = new Map<string | null, Promise<Home | Homeless>>();
  const foundings = new Map<string, Promise<Home>>();
  const missing: string[] = [];
  const founded: string[] = [];

  async function lookUpHome(group: string | null): Promise<Home | Homeless> {
    const home = await store.home(caller, group);
    if (home) return home;
    if (group !== null) {
      const others = newGroup ? [] : [...(await store.groupNames(caller)), ...missing];
      const near = others.find((other) => isNearGroup(group, other));
      if (near !== undefined) return { near };
      if (await store.hasMostGroups(caller.userId)) return 'too_many_groups';
      missing.push(group);
    }
    return { scope: caller.userId, groupId: null, ownerId: caller.userId, isNew: true };
  }

  async function foundNow(group: string): Promise<Home> {
    founded.push(group);
    const home = dryRun ? await lookedUp(group) : await store.found(caller, group);
    if (typeof home === 'string' || 'near' in home) throw new Error(`${group} cannot be founded`);
    homes.set(foldedName(group), Promise.resolve(home));
    return home;
  }

  function lookedUp(group: string | null): Promise<Home | Homeless> {
    const key = group === null ? null : foldedName(group);
    const home = homes.get(key) ?? lookUpHome(group);
    homes.set(key, home);
    return home;
  }

  return {
    founded,
    homeOf: lookedUp,
    found(group) {
      const founding = foundings.get(foldedName(group)) ?? foundNow(group);
      foundings.set(foldedName(group), founding);
      return founding;
    },
  };
}

/** Whether two names of groups differ by one letter at most, or by two that are swapped. Numbers may differ: a group may be that of a year. */
function isNearGroup(name: string, other: string): boolean {
  const [a = '', b = ''] = [name, other].map((one) => foldedName(one).replaceAll(' ', ''));
  if (a === b) return true;
  const numbers = (text: string) => text.replace(/[^\p{N}]+/gu, ' ').trim();
  if (Math.min(a.length, b.length) <= 3 || numbers(a) !== numbers(b)) return false;
  const sorted = (text: string) => Array.from(text).toSorted().join('');
  return leven(a, b) === (sorted(a) === sorted(b) ? 2 : 1);
}
