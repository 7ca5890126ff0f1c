import { LockMode } from '@mikro-orm/core';
import { sql, type RawBuilder } from 'kysely';
import { v7 } from 'uuid';
import type { ClaimStore } from '../../accounts/index.ts';
import { foldedName, offerLimit, type Claim as Asked } from '../../protocol/index.ts';
import { inTransaction } from '../database/transaction.ts';
import { gameNamed } from '../history/queries.ts';
import { handOver, playedTogether } from '../log/hand-over.ts';
import { gamesOf } from '../log/lock-games.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { Claim, User } from '../schema/index.ts';
import { closeAccount, lockLeaving } from './close.ts';
import { disown } from './disown.ts';
import { accountIdOf } from './find.ts';
import { isBlocking } from './offers.ts';
import { endSessions } from './sessions.ts';

/** The user who made the claim `c`. */
const maker = sql`coalesce(c.offered_by, c.claimant_id)`;

/**
 * Joins the claimed player `g` and the user `d` who decides to the claim `c`: the claimant decides about an offer; else
 * the host of a guest decides about the guest, and an account about itself.
 */
const deciding = sql.raw(`join users g on g.id = c.claimed_id
  join users d on d.id = case when c.offered_by is null then coalesce(g.guest_of, g.id) else c.claimant_id end`);

/** Whether a user decides about the claim `c`, and has not blocked its maker. */
const isDecidedBy = (userId: string): RawBuilder<boolean> =>
  sql`(d.id = ${userId}::uuid and not ${isBlocking(sql`d.id`, { hostId: maker, groupId: sql`c.group_id` })})`;

const madeBy = (userId: string): RawBuilder<boolean> => sql`${maker} = ${userId}::uuid`;

/** A user as JSON; null if there is none. */
const person = (alias: string) =>
  sql.raw(`case when ${alias}.id is not null then json_build_object(
    'id', ${alias}.id, 'username', ${alias}.username, 'displayName', ${alias}.display_name) end`);

type ClaimRow = Omit<Asked, 'askedAt' | 'firstAt' | 'lastAt'> & {
  readonly askedAt: Date;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
};

/** A page of claims is short enough for one answer. */
const mostListed = 2 * offerLimit;

/** An account may hide its figures, and a claim must not show them to whoever makes it. */
const hidden = { games: 0, firstAt: null, lastAt: null };

/** The claims that match `which` as a reader sees them, oldest first. An offer without a game is none. */
async function claimsWhere(db: Db, readerId: string, which: RawBuilder<boolean>): Promise<Asked[]> {
  const { rows } = await sql<ClaimRow>`
    select c.id as "claimId", ${person('a')} as claimant, ${person('g')} as claimed, ${person('o')} as "offeredBy",
      g.guest_of is not null as guest, ${person('d')} as decider,
      case when gr.id is not null then json_build_object('groupId', gr.id, 'name', gr.name) end as "group",
      p.games, p.first as "firstAt", p.last as "lastAt", c.created_at as "askedAt"
    from claims c join users a on a.id = c.claimant_id ${deciding}
    left join users o on o.id = c.offered_by left join groups gr on gr.id = c.group_id
    cross join lateral (
      select count(*)::integer as games, min(coalesce(ended_at, created_at)) as first,
        max(coalesce(ended_at, created_at)) as last
      from games where id in (
        select game_id from game_players where user_id = g.id
        union select r.game_id from round_players rp join rounds r on r.id = rp.round_id where rp.user_id = g.id)) p
    where ${which} and (c.offered_by is null or p.games > 0)
    order by c.created_at, c.id limit ${mostListed}`.execute(db);
  return rows.map(({ askedAt, firstAt, lastAt, ...claim }) => ({
    ...claim,
    firstAt: firstAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
    askedAt: askedAt.toISOString(),
    ...(!claim.guest && claim.decider.id !== readerId && hidden),
  }));
}

/** Claims in PostgreSQL or PGlite. */
export function createClaimStore(orm: Orm): ClaimStore {
  return {
    // If the account that named a guest is deleted, nobody is left who could decide.
    async guestAt(game, displayName, hostId) {
      const named = gameNamed(game);
      if (!named) return null;
      const guest = await sqlOf(orm)
        .selectFrom('games as g')
        .innerJoin('rounds as r', 'r.game_id', 'g.id')
        .innerJoin('round_players as rp', 'rp.round_id', 'r.id')
        .innerJoin('users as u', 'u.id', 'rp.user_id')
        .select('u.id')
        .where(named)
        .innerJoin('users as host', 'host.id', 'u.guest_of')
        .where('host.is_active', '=', true)
        .where('u.display_name_folded', '=', foldedName(displayName))
        .$if(hostId !== undefined, (found) => found.where('u.guest_of', '=', hostId ?? ''))
        .limit(1)
        .executeTakeFirst();
      return guest?.id ?? null;
    },

    accountNamed: (username) => accountIdOf(sqlOf(orm), username),

    async ask({ claimantId, claimedId, offeredBy }) {
      const db = sqlOf(orm);
      if (await playedTogether(db, claimantId, claimedId)) return 'played_together';
      // Only the claimant can agree to more: an offer of the host leaves the claim as it is.
      const agreed = offeredBy === null ? sql`array(${gamesOf(sql`${claimedId}::uuid`)})` : sql`null`;
      await sql`
        insert into claims (id, claimant_id, claimed_id, offered_by, agreed_games)
        values (${v7()}::uuid, ${claimantId}::uuid, ${claimedId}::uuid, ${offeredBy}::uuid, ${agreed})
        on conflict (claimant_id, claimed_id) do update set agreed_games = excluded.agreed_games
        where excluded.offered_by is null`.execute(db);
      const [claim] = await claimsWhere(
        db,
        offeredBy ?? claimantId,
        sql`c.claimant_id = ${claimantId}::uuid and c.claimed_id = ${claimedId}::uuid`,
      );
      if (!claim) throw new Error('a claim that was just written down is not there');
      return claim;
    },

    claimsOf: (userId) => claimsWhere(sqlOf(orm), userId, sql`(${madeBy(userId)} or ${isDecidedBy(userId)})`),

    approve: (claimId, deciderId, games) => approve(orm, claimId, { deciderId, games }),

    async drop(claimId, userId) {
      const db = sqlOf(orm);
      const { rows } = await sql`
        delete from claims where id in (
          select c.id from claims c ${deciding}
          where c.id = ${claimId}::uuid and (${madeBy(userId)} or ${isDecidedBy(userId)}))
        returning id`.execute(db);
      return rows.length > 0;
    },

    disown: (gameId, userId) => inTransaction(orm, () => disown(sqlOf(orm), gameId, userId)),

    async gameOf(game, userId) {
      const named = gameNamed(game);
      if (!named) return null;
      const { rows } = await sql<{ id: string }>`
        select g.id from games g where ${named} and exists (
          select 1 from game_players where game_id = g.id and user_id = ${userId}::uuid
          union all select 1 from rounds r join round_players rp on rp.round_id = r.id
          where r.game_id = g.id and rp.user_id = ${userId}::uuid)`.execute(sqlOf(orm));
      return rows[0]?.id ?? null;
    },
  };
}

/** Whether the claimed player of a claim has games to which the claimant has not agreed. */
async function hasGrown(db: Db, { claimId, claimed }: Asked): Promise<boolean> {
  const { rows } = await sql`
    select 1 from (${gamesOf(sql`${claimed.id}::uuid`)}) g
    where not exists (select 1 from claims where id = ${claimId}::uuid and g.id = any(agreed_games))
    limit 1`.execute(db);
  return rows.length > 0;
}

/** See `ClaimStore.approve`. */
function approve(
  orm: Orm,
  claimId: string,
  { deciderId, games: expected }: { readonly deciderId: string; readonly games: number | undefined },
): ReturnType<ClaimStore['approve']> {
  return inTransaction(orm, async (em) => {
    const db = sqlOf(orm);
    const find = async () => {
      const which = sql<boolean>`c.id = ${claimId}::uuid and a.is_active and ${isDecidedBy(deciderId)}`;
      return (await claimsWhere(db, deciderId, which))[0];
    };
    const found = await find();
    if (!found) return 'claim_not_found';
    await lockLeaving(db, { from: found.claimed.id, to: found.claimant.id });
    // If two agree at the same time, the second waits before this and then finds no claim.
    await em.findOne(Claim, claimId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const claim = await find();
    if (!claim) return 'claim_not_found';
    const { claimant, claimed, guest, offeredBy } = claim;
    if (await playedTogether(db, claimant.id, claimed.id)) return 'played_together';
    if (expected !== undefined && expected !== claim.games) return 'claim_changed';
    // A claimant who decides agrees now. The host of a guest could otherwise add any game after the claim.
    if (guest && claimant.id !== deciderId && (await hasGrown(db, claim))) return 'claim_changed';
    const change = { from: claimed.id, to: claimant.id, actorId: deciderId };
    const games = await handOver(db, change);
    const approved = { claimantId: claimant.id, offeredBy: offeredBy?.id ?? null, games };
    if (guest) {
      await em.nativeDelete(User, claimed.id);
      return { ...approved, ended: [] };
    }
    await closeAccount(orm, change);
    return { ...approved, ended: await endSessions(db, { user_id: claimed.id }) };
  });
}
