import { foldedName } from '../../protocol/index.ts';
import type { CheckedSheet } from '../check/check.ts';
import type { Caller, SheetStore } from './ports.ts';
import { differencesOf } from './difference.ts';
import { digestOf } from './digest.ts';
import { homeless, type Changed, type Named, type SheetOutcome, type Waiting } from './outcome.ts';
import type { Import, ImportOptions } from './options.ts';
import { createPeople, type People } from './people.ts';
import { sortSheets } from './sort.ts';

export type Importer = Pick<People, 'near' | 'unknown' | 'founded' | 'offers'> & {
  /** Adds the sheets that are not there yet. Resolves with their outcomes, in order. Two calls may run at once. */
  add(sheets: readonly CheckedSheet[]): Promise<SheetOutcome[]>;
};

/** Imports checked sheets. It remembers groups and names, so use it for one import only. */
export function createImporter(store: SheetStore, caller: Caller, options: ImportOptions): Importer {
  const people = createPeople(store, caller, options);
  const job: Import = { store, caller, options, people, seen: new Map() };
  let count = 0;
  return {
    near: people.near,
    unknown: people.unknown,
    founded: people.founded,
    offers: people.offers,
    async add(sheets) {
      const outcomes: SheetOutcome[] = [];
      let waiting = sheets.map((checked, i): Waiting => {
        const digest = digestOf(checked.sheet);
        count += 1;
        return { ...checked, i, position: count, digest, sheetId: checked.sheet.id ?? digest };
      });
      // Another import may add the same sheets at the same time.
      while (waiting.length > 0) waiting = await pass(job, waiting, outcomes);
      return outcomes;
    },
  };
}

/** Writes new and changed sheets. Resolves with the sheets that need another pass. */
async function pass(job: Import, waiting: readonly Waiting[], outcomes: SheetOutcome[]): Promise<Waiting[]> {
  const { store, options, people } = job;
  const fresh: Named[] = [];
  const groupOf = ({ sheet }: Waiting) => sheet.group ?? options.group;
  const byGroup = Map.groupBy(waiting, (one) => foldedName(groupOf(one) ?? ''));
  for (const [key, own] of byGroup) {
    const group = own[0] ? groupOf(own[0]) : null;
    const home = await people.homeOf(group);
    if (typeof home === 'string' || 'near' in home) {
      for (const one of own) outcomes[one.i] = homeless(home, groupOf(one));
      continue;
    }
    const sorted = await sortSheets(job, { home, key, own }, outcomes);
    const founded =
      home.isNew && group !== null && sorted.fresh.length > 0 ? await people.found(group) : home;
    fresh.push(...sorted.fresh.map((one) => ({ ...one, imported: { ...one.imported, ...founded } })));
    await decideChanged(job, sorted.changed, outcomes);
  }
  const games = fresh.map(({ imported }) => imported);
  // Another import has just added one of them, so look again.
  if (!options.dryRun && games.length > 0 && (await store.add(games)) === 'taken') return fresh;
  for (const { i } of fresh) outcomes[i] = { status: 'added' };
  return [];
}

async function decideChanged(
  { store, caller, options, people }: Import,
  changed: readonly Changed[],
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
      if (!options.dryRun) people.offers.push(...(await store.replace(gameId, imported, caller.userId)));
      outcomes[i] = { status: 'replaced', gameId, differences };
    }
  }
}
