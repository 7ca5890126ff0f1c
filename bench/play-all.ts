import { setTimeout as pause } from 'node:timers/promises';
import { inOrder, quantile } from './quantiles.ts';
import type { Table } from './table.ts';

/** How long players waited for the answers to their actions, in ms. */
export interface Waits {
  readonly p99: number;
  readonly longest: number;
}

/** A table acts this often. */
const every = 100; // ms

/** Lets all tables act ten times a second each, one shortly after the other. */
export function playAll(played: readonly Table[]) {
  let waits: number[] = [];
  let isOver = false;
  const playing = played.map(async (table, i) => {
    await pause((i * every) / played.length);
    while (!isOver) {
      const asked = performance.now();
      await table.act();
      const waited = performance.now() - asked;
      waits.push(waited);
      await pause(Math.max(0, every - waited));
    }
  });
  return {
    /** The waits since this was called the last time, in ms. */
    takeWaits(): Waits {
      const sorted = inOrder(waits);
      waits = [];
      return { p99: quantile(sorted, 0.99), longest: quantile(sorted, 1) };
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(playing);
      for (const table of played) table.close();
    },
  };
}
