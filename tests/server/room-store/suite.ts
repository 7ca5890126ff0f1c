import { test } from 'vitest';
import { committing } from './committing.ts';
import { creating } from './creating.ts';
import type { Kept } from './kept.ts';

/** Declares the tests that every implementation of `RoomStore` has to pass. */
export function roomStoreTests(name: string, newKept: () => Promise<Kept>): void {
  for (const [title, run] of Object.entries({ ...creating, ...committing }))
    test(`${title}, in ${name}`, async () => run(await newKept()));
}
