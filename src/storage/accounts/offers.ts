import { sql, type RawBuilder } from 'kysely';
import { v7 } from 'uuid';
import { offerLimit } from '../../protocol/index.ts';
import type { Offer, OfferedFrom } from '../../rooms/index.ts';
import type { Db } from '../schema/db.ts';
import { addStandIn } from './guests.ts';

/** An account that games are offered to. */
interface Account {
  readonly userId: string;
  readonly displayName: string;
}

/** Whether a user has blocked another user, or a group. */
export const isBlocking = (
  userId: RawBuilder<unknown>,
  { hostId, groupId }: { readonly hostId: RawBuilder<unknown>; readonly groupId: RawBuilder<unknown> },
): RawBuilder<boolean> => sql`exists (
  select 1 from blocks where user_id = ${userId} and (blocked_user_id = ${hostId} or blocked_group_id = ${groupId}))`;

/** Whether the account `u` has agreed to games of this host and group: it is the host, or in the group and blocks neither. */
export function hasAgreed({ hostId, groupId }: OfferedFrom): RawBuilder<boolean> {
  const blocked = isBlocking(sql`u.id`, { hostId: sql`${hostId}::uuid`, groupId: sql`${groupId}::uuid` });
  return sql`(u.id = ${hostId}::uuid or not ${blocked} and exists (
    select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))`;
}

/**
 * Offers games of a host and a group to an account: a guest stands for it, and a claim waits. Until the account
 * answers, all games have the same guest, so that it answers once. Call it inside a transaction.
 */
export async function offer(
  db: Db,
  { userId, displayName }: Account,
  { hostId, groupId }: OfferedFrom,
): Promise<Offer> {
  // Two offers at once wait here for each other.
  await db.selectFrom('users').select('id').where('id', '=', hostId).forNoKeyUpdate().execute();
  const open = await db
    .selectFrom('claims as c')
    .innerJoin('users as g', 'g.id', 'c.claimed_id')
    .select(['c.id as claimId', 'g.id as guestId'])
    .where('g.stands_for', '=', userId)
    .where('c.claimant_id', '=', userId)
    .where('c.offered_by', '=', hostId)
    .where(sql<boolean>`c.group_id is not distinct from ${groupId}::uuid`)
    .executeTakeFirst();
  if (open) return { userId, ...open };
  const guestId = await addStandIn(db, hostId, { userId, displayName });
  return { userId, guestId, claimId: await addOffer(db, { userId, guestId, hostId, groupId }) };
}

/** Adds the claim of an account to a guest that is offered to it; null if too many offers wait for its answer. */
async function addOffer(
  db: Db,
  { userId, guestId, hostId, groupId }: OfferedFrom & { readonly userId: string; readonly guestId: string },
): Promise<string | null> {
  const blocked = isBlocking(sql`c.claimant_id`, { hostId: sql`c.offered_by`, groupId: sql`c.group_id` });
  const { rows } = await sql<{ id: string }>`
    insert into claims (id, claimant_id, claimed_id, offered_by, group_id)
    select ${v7()}::uuid, ${userId}::uuid, ${guestId}::uuid, ${hostId}::uuid, ${groupId}::uuid
    where (
      select count(*) from claims c
      where c.claimant_id = ${userId}::uuid and c.offered_by is not null and not ${blocked}) < ${offerLimit}
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}
