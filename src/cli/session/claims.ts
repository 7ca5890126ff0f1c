import { words } from '../../words/index.ts';
import { note } from '../output.ts';
import { claimText } from '../render/claims.ts';
import type { Client } from './connect.ts';

/** Tells a person which claims wait for their decision. */
export async function noteClaims(call: Client['call']): Promise<void> {
  for (const claim of (await call('claim.list', {})).toDecide)
    note(words.output.claim.waiting(claimText(claim)));
}
