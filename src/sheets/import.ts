import { createHash } from 'node:crypto';
import type { Sheet } from '../protocol/index.ts';
import { perSeat, type PerSeat } from '../rules/index.ts';
import type { CheckedSheet, SheetFault } from './check.ts';
import { differencesOf, type SheetDifference } from './difference.ts';
import { createPeople } from './people.ts';
import type { Caller, Home, ImportedGame, SheetPlayer, SheetStore } from './ports.ts';

export interface ImportOptions {
  /** The group of games whose sheets name none. */
  readonly group: string | null;
  /** User names by the names that sheets have. */
  readonly players: ReadonlyMap<string, string>;
  /** Whether nothing is to be changed. */
  readonly dryRun: boolean;
  /** Whether games become what corrected sheets say. */
  readonly replace: boolean;
}

/** What came of one sheet. */
export type SheetOutcome =
  | { readonly status: 'added' | 'there' }
  /** The sheet of this id says something else than its game, or did until now. */
  | {
      readonly status: 'different' | 'replaced';
      readonly gameId: string;
      readonly differences: readonly SheetDifference[];
    }
  | Refusal;

interface Refusal {
  readonly status: 'refused';
  readonly faults: readonly SheetFault[];
}

/** A sheet that nothing has come of yet. */
interface Waiting extends CheckedSheet {
  /** Where its outcome goes. */
  readonly i: number;
  readonly sheetId: string;
  readonly digest: string;
}

type Named = Waiting & { readonly imported: ImportedGame };

export type Importer = ReturnType<typeof createImporter>;

/** Brings checked sheets in. What it has learnt of groups and names it remembers, so it is for one import. */
export function createImporter(store: SheetStore, caller: Caller, options: ImportOptions) {
  const people = createPeople(store, caller, options);

  /** What is to be done with sheets of one home: those that are there already and those that are wrong are decided. */
  async function sort(home: Home, own: readonly Waiting[], outcomes: SheetOutcome[]) {
    const ids = own.map(({ sheetId }) => sheetId);
    const there = new Map((await store.known(caller, home, ids)).map((known) => [known.sheetId, known]));
    const names = own.flatMap(({ sheet: { players, rounds } }) => [
      ...players,
      ...rounds.flatMap((round) => round.players ?? []),
    ]);
    const named = await people.named(home, names);
    const fresh = new Map<string, Named>();
    const changed: (Named & { readonly gameId: string })[] = [];
    const seen = new Set<string>();
    const later: Waiting[] = [];
    for (const one of own) {
      const { sheet, sheetId, digest, game, i } = one;
      const known = there.get(sheetId) ?? fresh.get(sheetId);
      // What came before under this id has to be written first, if it is to be.
      if (!options.dryRun && seen.has(sheetId) && known?.digest !== digest) {
        later.push(one);
        continue;
      }
      seen.add(sheetId);
      if (known?.digest === digest) {
        outcomes[i] = { status: 'there' };
        continue;
      }
      const players = seated(named, sheet.players);
      const lineups = sheet.rounds.map((round) => (round.players ? seated(named, round.players) : players));
      const twice = twiceAmong([players, ...lineups]);
      if (twice) {
        outcomes[i] = twice;
        continue;
      }
      const playedAt = new Date(sheet.playedAt);
      const ready = { ...one, imported: { ...home, sheetId, digest, playedAt, players, lineups, game } };
      if (!known) fresh.set(sheetId, ready);
      else if ('gameId' in known) changed.push({ ...ready, gameId: known.gameId });
      else outcomes[i] = { status: 'added' };
    }
    return { fresh: [...fresh.values()], changed, later };
  }

  /** Adds and replaces what is new; what has to be looked at once more. */
  async function pass(waiting: readonly Waiting[], outcomes: SheetOutcome[]): Promise<Waiting[]> {
    const fresh: Named[] = [];
    const later: Waiting[] = [];
    for (const [group, own] of Map.groupBy(waiting, ({ sheet }) => sheet.group ?? options.group)) {
      const home = await people.homeOf(group);
      if (typeof home === 'string') {
        for (const { i } of own) outcomes[i] = homeless(home, group);
        continue;
      }
      const sorted = await sort(home, own, outcomes);
      fresh.push(...sorted.fresh);
      later.push(...sorted.later);
      await decideChanged(sorted.changed, outcomes);
    }
    const games = fresh.map(({ imported }) => imported);
    if (!options.dryRun && games.length > 0 && (await store.add(games)) === 'taken')
      return [...fresh, ...later];
    for (const { i } of fresh) outcomes[i] = { status: 'added' };
    return later;
  }

  async function decideChanged(
    changed: readonly (Named & { readonly gameId: string })[],
    outcomes: SheetOutcome[],
  ): Promise<void> {
    if (changed.length === 0) return;
    const kept = await store.kept(changed.map(({ gameId }) => gameId));
    for (const { i, gameId, sheet, imported } of changed) {
      const was = kept.get(gameId);
      const differences = was
        ? differencesOf(was, { sheet, players: imported.players, lineups: imported.lineups })
        : [];
      if (was && differences.length === 0) outcomes[i] = { status: 'there' };
      else if (!options.replace) outcomes[i] = { status: 'different', gameId, differences };
      else {
        if (!options.dryRun) await store.replace(gameId, imported, caller.userId);
        outcomes[i] = { status: 'replaced', gameId, differences };
      }
    }
  }

  return {
    near: people.near,
    unknown: people.unknown,
    founded: people.founded,

    /** Adds those of these sheets that are not there yet; what came of each, in their order. Two calls at once get on together. */
    async add(sheets: readonly CheckedSheet[]): Promise<SheetOutcome[]> {
      const outcomes: SheetOutcome[] = [];
      let waiting = sheets.map((checked, i): Waiting => {
        const digest = digestOf(checked.sheet);
        return { ...checked, i, digest, sheetId: checked.sheet.id ?? digest };
      });
      while (waiting.length > 0) waiting = await pass(waiting, outcomes);
      return outcomes;
    },
  };
}

/** Two names of one person, at the end or in a round. */
function twiceAmong(lineups: readonly PerSeat<SheetPlayer>[]): Refusal | null {
  for (const [round, four] of lineups.entries()) {
    const twice = four.find(({ userId }, seat) => four.findIndex((other) => other.userId === userId) < seat);
    if (twice)
      return refusal(
        'players',
        `${twice.displayName} twice`,
        'four different people',
        round === 0 ? null : round,
      );
  }
  return null;
}

function refusal(field: string, found: string, expected: string, round: number | null = null): Refusal {
  return { status: 'refused', faults: [{ round, player: null, field, found, expected }] };
}

function homeless(reason: 'not_owner' | 'group_ambiguous', group: string | null): Refusal {
  const expected =
    reason === 'not_owner' ? 'a group that you own' : 'a name that only one of your groups has';
  return refusal('group', group ?? 'none', expected);
}

function seated(people: ReadonlyMap<string, SheetPlayer>, names: PerSeat<string>): PerSeat<SheetPlayer> {
  return perSeat((seat) => {
    const player = people.get(names[seat]);
    if (!player) throw new Error(`${names[seat]} was not looked up`);
    return player;
  });
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
    rounds.map(({ frisch = 0, trump, contracts, tricks, players: others }) => [
      frisch,
      trump.seat,
      trump.amount,
      trump.suit,
      contracts,
      tricks,
      ...(others ? [others] : []),
    ]),
  ];
  return createHash('md5').update(JSON.stringify(said)).digest('hex');
}
