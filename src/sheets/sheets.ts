import { setTimeout as pause } from 'node:timers/promises';
import { refuse, type Params, type Refused, type Result } from '../protocol/index.ts';
import { checkSheet, type CheckedSheet } from './check/check.ts';
import { createImporter } from './import/import.ts';
import type { SheetOffer, SheetPage, SheetStore } from './import/ports.ts';

/** Imports and exports of a user, over the wire. */
export interface Sheets {
  import(
    userId: string,
    params: Params<'sheets.import'>,
  ): Promise<{ readonly result: Result<'sheets.import'>; readonly offers: readonly SheetOffer[] }>;
  /** Refuses `group_not_found`. */
  export(userId: string, params: Params<'sheets.export'>): Promise<{ result: SheetPage } | Refused>;
}

/**
 * Games in one transaction. They are few, because the embedded database makes players wait for each
 * transaction.
 */
const atOnce = 4;

export function createSheets(store: SheetStore): Sheets {
  return {
    async import(
      userId,
      { sheets, group = null, players = {}, newGroup = false, dryRun = false, replace = false },
    ) {
      const caller = { userId, isOperator: false };
      const options = { group, players: new Map(Object.entries(players)), newGroup, dryRun, replace };
      const importer = createImporter(store, caller, options);
      const outcomes: Result<'sheets.import'>['outcomes'][number][] = [];
      const good: { readonly checked: CheckedSheet; readonly i: number }[] = [];
      sheets.forEach((sheet, i) => {
        const outcome = checkSheet(sheet);
        if ('ok' in outcome) good.push({ checked: outcome.ok, i });
        else outcomes[i] = { status: 'refused', faults: outcome.faults };
      });
      for (let from = 0; from < good.length; from += atOnce) {
        const began = performance.now();
        const piece = good.slice(from, from + atOnce);
        const added = await importer.add(piece.map(({ checked }) => checked));
        piece.forEach(({ i }, n) => {
          const outcome = added[n];
          if (outcome) outcomes[i] = outcome;
        });
        // Leave at least half of the time to the players: the embedded database works in this thread.
        await pause(performance.now() - began);
      }
      return {
        result: {
          outcomes,
          near: Object.fromEntries(importer.near),
          unknown: Object.fromEntries(importer.unknown),
          founded: importer.founded,
        },
        offers: importer.offers,
      };
    },

    async export(userId, { groupId, after = null, limit = 100 }) {
      if (groupId !== undefined && !(await store.isMember(groupId, userId))) return refuse('group_not_found');
      return { result: await store.page(groupId === undefined ? { userId } : { groupId }, { after, limit }) };
    },
  };
}
