import type { CheckedSheet } from '../check/check.ts';
import type { Caller, SheetStore } from './ports.ts';
import { differencesOf } from './difference.ts';
import { digestOf } from './digest.ts';
import { homeless, type Changed, type Named, type SheetOutcome, type Waiting } from './outcome.ts';
import type { Import, ImportOptions } from './options.ts';
import { createPeople, type People } from './people.ts';
import { sortSheets } from './sort.ts';

export type Importer = Pick<People, 'near' | 'unknown' | 'founded'> & {
  /** Adds the sheets that are not there yet. Resolves with their outcomes, in order. Two calls may run at once. */
  add(sheets: readonly CheckedSheet[]): Promise<SheetOutcome[]>;
};

/** Imports checked sheets. It remembers groups and names, so use it for one import only. */
export function createImporter(store: SheetStore, caller: Caller, options: ImportOptions): Importer {
  const people = createPeople(store, caller, options);
  const job: Import = { store, caller, options, people };
  return {
    near: people.near,
    unknown: people.unknown,
    founded: people.founded,
    async add(sheets) {
      const outcomes: SheetOutcome[] = [];
      let waiting = sheets.map((checked, i): Waiting => {
        const digest = digestOf(checked.sheet);
        return { ...checked, i, digest, sheetId: checked.sheet.id ?? digest };
      });
      while (waiting.length > 0) waiting = await pass(job, waiting, outcomes);
      return outcomes;
    },
  };
}

/** Writes new and changed sheets. Resolves with the sheets that need another pass. */
async function pass(job: Import, waiting: readonly Waiting[], outcomes: SheetOutcome[]): Promise<Waiting[]> {
  const { store, options, people } = job;
  const fresh: Named[] = [];
  const later: Waiting[] = [];
  for (const [group, own] of Map.groupBy(waiting, ({ sheet }) => sheet.group ?? options.group)) {
    const home = await people.homeOf(group);
    if (typeof home === 'string') {
      for (const { i } of own) outcomes[i] = homeless(home, group);
      continue;
    }
    const sorted = await sortSheets(job, { home, own }, outcomes);
    fresh.push(...sorted.fresh);
    later.push(...sorted.later);
    await decideChanged(job, sorted.changed, outcomes);
  }
  const games = fresh.map(({ imported }) => imported);
  // Another import has just added one of them, so look again.
  if (!options.dryRun && games.length > 0 && (await store.add(games)) === 'taken')
    return [...fresh, ...later];
  for (const { i } of fresh) outcomes[i] = { status: 'added' };
  return later;
}

async function decideChanged(
  { store, caller, options }: Import,
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
      if (!options.dryRun) await store.replace(gameId, imported, caller.userId);
      outcomes[i] = { status: 'replaced', gameId, differences };
    }
  }
}
