import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { ClaimStore } from '../../accounts/index.ts';
import type { Claim } from '../../protocol/index.ts';
import { endSessions } from './accounts.ts';
import { handOver, playedTogether } from '../log/hand-over.ts';
import { gameNamed } from '../history/queries.ts';
import type { Db } from '../schema/db.ts';

type Row = Omit<Claim, 'askedAt'> & { readonly askedAt: Date };

/** The claims for which `which` holds, oldest first; `c` is the claim and `d` who decides about it. */
async function claimsWhere(db: Db, which: ReturnType<typeof sql>): Promise<Claim[]> {
  const person = (table: string) =>
    sql.raw(
      `jsonb_build_object('id', ${table}.id, 'username', ${table}.username, 'displayName', ${table}.display_name)`,
    );
  const { rows } = await sql<Row>`
    select c.id as "claimId", ${person('u')} as claimant, ${person('t')} as claimed, ${person('d')} as decider,
      t.guest_of is not null as guest, c.created_at as "askedAt"
    from claims c join users u on u.id = c.claimant_id join users t on t.id = c.claimed_id
    join users d on d.id = coalesce(t.guest_of, t.id)
    where ${which} order by c.created_at, c.id`.execute(db);
  return rows.map((row) => ({ ...row, askedAt: row.askedAt.toISOString() }));
}

/** Claims in PostgreSQL or PGlite. */
export function createClaimStore(db: Db): ClaimStore {
  return {
    async guestAt(game, displayName) {
      const named = gameNamed(game);
      if (!named) return null;
      const { rows } = await sql<{ id: string }>`
        select u.id from games g join rounds r on r.game_id = g.id join round_players rp on rp.round_id = r.id
        join users u on u.id = rp.user_id
        where ${named} and u.guest_of is not null and lower(u.display_name) = lower(${displayName}) limit 1`.execute(
        db,
      );
      return rows[0]?.id ?? null;
    },

    async accountNamed(username) {
      const { rows } = await sql<{ id: string }>`
        select id from users
        where lower(username) = lower(${username}) and is_active and guest_of is null`.execute(db);
      return rows[0]?.id ?? null;
    },

    async ask(claimantId, claimedId) {
      if (await playedTogether(db, claimantId, claimedId)) return 'played_together';
      await sql`
        insert into claims (id, claimant_id, claimed_id)
        values (${v7()}::uuid, ${claimantId}::uuid, ${claimedId}::uuid) on conflict do nothing`.execute(db);
      const [claim] = await claimsWhere(
        db,
        sql`c.claimant_id = ${claimantId}::uuid and c.claimed_id = ${claimedId}::uuid`,
      );
      if (!claim) throw new Error('a claim that was just written down is not there');
      return claim;
    },

    claimsOf: (userId) => claimsWhere(db, sql`${userId}::uuid in (c.claimant_id, d.id)`),

    approve: (claimId, deciderId) =>
      db.transaction().execute(async (trx) => {
        // Of two who agree at once the second waits here, and finds nothing.
        await sql`select 1 from claims where id = ${claimId}::uuid for update`.execute(trx);
        const [claim] = await claimsWhere(
          trx,
          sql`c.id = ${claimId}::uuid and d.id = ${deciderId}::uuid and u.is_active`,
        );
        if (!claim) return 'claim_not_found';
        const { claimant, claimed, guest } = claim;
        if (await playedTogether(trx, claimant.id, claimed.id)) return 'played_together';
        const change = { from: claimed.id, to: claimant.id, actorId: deciderId };
        const games = await handOver(trx, change);
        if (guest) {
          await sql`delete from users where id = ${claimed.id}::uuid`.execute(trx);
          return { games, ended: [] };
        }
        await closeAccount(trx, change);
        return { games, ended: await endSessions(trx, sql`user_id = ${claimed.id}::uuid`) };
      }),

    async drop(claimId, userId) {
      const { rows } = await sql`
        delete from claims c using users t
        where c.id = ${claimId}::uuid and t.id = c.claimed_id
          and ${userId}::uuid in (c.claimant_id, coalesce(t.guest_of, t.id))
        returning c.id`.execute(db);
      return rows.length > 0;
    },
  };
}

/** What an account has beside its games goes over too, and nobody logs in with it any more. */
async function closeAccount(
  db: Db,
  { from, to, actorId }: { readonly from: string; readonly to: string; readonly actorId: string },
): Promise<void> {
  await sql`
    insert into group_members (id, group_id, user_id, role, joined_at)
    select gen_random_uuid(), group_id, ${to}::uuid, role, joined_at from group_members where user_id = ${from}::uuid
    on conflict (group_id, user_id) do update
    set role = least(group_members.role, excluded.role), joined_at = least(group_members.joined_at, excluded.joined_at)`.execute(
    db,
  );
  await sql`delete from group_members where user_id = ${from}::uuid`.execute(db);
  await sql`update groups set created_by = ${to}::uuid where created_by = ${from}::uuid`.execute(db);

  const { rows: namesakes } = await sql<{ theirs: string; ours: string }>`
    select theirs.id as theirs, ours.id as ours from users theirs
    join users ours on ours.guest_of = ${to}::uuid and lower(ours.display_name) = lower(theirs.display_name)
    where theirs.guest_of = ${from}::uuid`.execute(db);
  // A name written down twice by one person is one guest.
  for (const { theirs, ours } of namesakes) {
    if (await playedTogether(db, theirs, ours)) continue;
    await handOver(db, { from: theirs, to: ours, actorId });
    await sql`delete from users where id = ${theirs}::uuid`.execute(db);
  }
  await sql`
    update users set guest_of = ${to}::uuid where guest_of = ${from}::uuid and not exists (
      select 1 from users ours where ours.guest_of = ${to}::uuid and lower(ours.display_name) = lower(users.display_name))`.execute(
    db,
  );
  await sql`delete from claims where ${from}::uuid in (claimant_id, claimed_id)`.execute(db);
  await sql`update users set is_active = false, updated_at = now() where id = ${from}::uuid`.execute(db);
}
