import { createHash } from 'node:crypto';
import leven from 'leven';
import type { Sheet, User } from '../protocol/index.ts';
import { perSeat } from '../rules/index.ts';
import type { CheckedSheet, SheetFault } from './check.ts';
import type { Caller, Home, ImportedGame, SheetPlayer, SheetStore } from './ports.ts';

export interface ImportOptions {
  /** The group of games whose sheets name none. */
  readonly group: string | null;
  /** User names by the names that sheets have. */
  readonly players: ReadonlyMap<string, string>;
  /** Whether nothing is to be changed. */
  readonly dryRun: boolean;
}

/** What came of one sheet. */
export type SheetOutcome =
  | { readonly status: 'added' | 'there' }
  /** The sheet of this id said something else when it was imported. */
  | { readonly status: 'different'; readonly gameId: string }
  | { readonly status: 'refused'; readonly faults: readonly SheetFault[] };

export type Importer = ReturnType<typeof createImporter>;

/** Brings checked sheets in. What it has learnt of groups and names it remembers, so it is for one import. */
export function createImporter(store: SheetStore, caller: Caller, options: ImportOptions) {
  const homes = new Map<string | null, Home | RefusedHome>();
  const people = new Map<string, Map<string, SheetPlayer>>();
  const near = new Map<string, string>();
  const founded: string[] = [];

  async function homeOf(group: string | null): Promise<Home | RefusedHome> {
    const known = homes.get(group);
    if (known) return known;
    const found = (await store.home(caller, group)) ?? (await foundedHome(group));
    const home = typeof found === 'string' ? refusedHome(found, group) : found;
    homes.set(group, home);
    return home;
  }

  async function foundedHome(group: string | null): Promise<Home> {
    if (group !== null) founded.push(group);
    // Nobody is in a group that is only to be.
    const dry = { scope: caller.userId, groupId: null, ownerId: caller.userId };
    return options.dryRun || group === null ? dry : store.found(caller, group);
  }

  /** Everybody of these names in a home: accounts where the name is exactly that of one, guests otherwise. */
  async function peopleOf(home: Home, names: readonly string[]): Promise<Map<string, SheetPlayer>> {
    const known = people.get(home.scope) ?? new Map<string, SheetPlayer>();
    people.set(home.scope, known);
    const unknown = [...new Set(names)].filter((name) => !known.has(name));
    if (unknown.length === 0) return known;
    const meant = (name: string) => options.players.get(name) ?? name;
    const accounts = await store.accounts(caller, home, unknown.map(meant));
    const byName = new Map(accounts.map((user) => [user.username, user]));
    const guests = unknown.filter((name) => !byName.has(meant(name)));
    const ids = options.dryRun ? new Map<string, string>() : await store.guests(home.ownerId, guests);
    await notice(home, guests);
    for (const name of unknown) {
      const user = byName.get(meant(name));
      known.set(
        name,
        user
          ? { userId: user.id, displayName: user.displayName, guest: false }
          : { userId: ids.get(name) ?? name.toLowerCase(), displayName: name, guest: true },
      );
    }
    return known;
  }

  async function notice(home: Home, guests: readonly string[]): Promise<void> {
    if (guests.length === 0) return;
    const members = await store.members(home);
    for (const guest of guests) {
      const alike = members.find((member) => isNear(guest, member));
      if (alike) near.set(guest, alike.username);
    }
  }

  return {
    near: near as ReadonlyMap<string, string>,
    founded: founded as readonly string[],

    /** Adds those of these sheets that are not there yet; what came of each, in their order. */
    async add(sheets: readonly CheckedSheet[]): Promise<SheetOutcome[]> {
      const outcomes: SheetOutcome[] = [];
      const games: ImportedGame[] = [];
      const byGroup = Map.groupBy(
        sheets.map((checked, i) => ({ ...checked, i })),
        ({ sheet }) => sheet.group ?? options.group,
      );
      for (const [group, own] of byGroup) {
        const home = await homeOf(group);
        if ('refused' in home) {
          for (const { i } of own) outcomes[i] = home.refused;
          continue;
        }
        const named = own.map((one) => ({ ...one, digest: digestOf(one.sheet) }));
        const ids = named.map(({ sheet, digest }) => sheet.id ?? digest);
        const known = new Map((await store.known(caller, home, ids)).map((one) => [one.sheetId, one]));
        const here = await peopleOf(
          home,
          own.flatMap(({ sheet }) => sheet.players),
        );
        for (const { sheet, game, digest, i } of named) {
          const sheetId = sheet.id ?? digest;
          const there = known.get(sheetId);
          if (there) {
            outcomes[i] =
              there.digest === digest || there.digest === null
                ? { status: 'there' }
                : { status: 'different', gameId: there.gameId };
            continue;
          }
          known.set(sheetId, { sheetId, gameId: '', digest });
          const players = perSeat((seat) => playerNamed(here, sheet.players[seat]));
          const twice = players.find(
            (player, seat) => players.findIndex((p) => p.userId === player.userId) < seat,
          );
          if (twice) {
            outcomes[i] = refusedWith('players', `${twice.displayName} twice`, 'four different people');
            continue;
          }
          outcomes[i] = { status: 'added' };
          games.push({ ...home, sheetId, digest, playedAt: new Date(sheet.playedAt), players, game });
        }
      }
      if (!options.dryRun && games.length > 0) await store.add(games);
      return outcomes;
    },
  };
}

interface RefusedHome {
  readonly refused: Extract<SheetOutcome, { status: 'refused' }>;
}

function refusedWith(
  field: string,
  found: string,
  expected: string,
): Extract<SheetOutcome, { status: 'refused' }> {
  return { status: 'refused', faults: [{ round: null, player: null, field, found, expected }] };
}

function refusedHome(reason: 'not_owner' | 'group_ambiguous', group: string | null): RefusedHome {
  const expected =
    reason === 'not_owner' ? 'a group that you own' : 'a name that only one of your groups has';
  return { refused: refusedWith('group', group ?? 'none', expected) };
}

function playerNamed(people: ReadonlyMap<string, SheetPlayer>, name: string): SheetPlayer {
  const player = people.get(name);
  if (!player) throw new Error(`${name} was not looked up`);
  return player;
}

/** What a sheet says, whatever the order in which it says it; not its id, and not what is computed. */
function digestOf({
  playedAt,
  group,
  players,
  rules = {},
  startingScores = [0, 0, 0, 0],
  rounds,
}: Sheet): string {
  const said = [
    new Date(playedAt).toISOString(),
    group,
    players,
    Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    startingScores,
    rounds.map(({ frisch = 0, trump, contracts, tricks }) => [
      frisch,
      trump.seat,
      trump.amount,
      trump.suit,
      contracts,
      tricks,
    ]),
  ];
  return createHash('md5').update(JSON.stringify(said)).digest('hex');
}

/** A slip of the pen, or a name in place of a user name. */
function isNear(name: string, { username, displayName }: User): boolean {
  const plain = name.toLowerCase();
  return [username, displayName].some((other) => {
    const known = other.toLowerCase();
    return plain === known || (plain.length > 3 && leven(plain, known) === 1);
  });
}
