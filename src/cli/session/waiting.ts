import { words } from '../../words/index.ts';
import { note } from '../output.ts';
import { claimText } from '../render/claims.ts';
import { invitationText } from '../render/group.ts';
import type { Client } from './connect.ts';

/** Tells a person which claims and invitations wait for their answer. */
export async function noteWaiting(call: Client['call']): Promise<void> {
  const { claim, group } = words.output;
  for (const one of (await call('claim.list', {})).toDecide) note(claim.waiting(claimText(one)));
  for (const one of (await call('group.list', { limit: 1 })).invitations)
    note(group.waiting(invitationText(one), one.name));
}
