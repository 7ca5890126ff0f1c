import { sql } from 'kysely';
import { noPassword } from '../../accounts/index.ts';
import { emOf } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { Claim, Group, GroupInvitation, GroupMember, User } from '../schema/index.ts';
import { handOver, playedTogether } from '../log/hand-over.ts';
import { gamesOf, lockGames, lockPeople } from '../log/lock-games.ts';

/** The account that is closed, the account that takes over, and the user who agreed. */
type Change = Parameters<typeof handOver>[1];

/**
 * Gives the groups and guests of an account to another one, and closes it. Call it inside a transaction, after
 * `lockLeaving`.
 */
export async function closeAccount(orm: Orm, change: Change): Promise<void> {
  const { from, to } = change;
  const db = sqlOf(orm);
  const em = emOf(orm);
  await moveMemberships(db, change);
  await em.nativeDelete(GroupMember, { user: from });
  await em.nativeUpdate(Group, { creator: from }, { creator: to });
  await em.nativeDelete(GroupInvitation, { $or: [{ user: from }, { invitedBy: from }] });
  const apart = await joinNamesakes(orm, change);
  await em.nativeUpdate(User, { guestOf: from, id: { $nin: apart } }, { guestOf: to });
  await em.nativeDelete(Claim, { $or: [{ claimant: from }, { claimed: from }, { offeredBy: from }] });
  await em.nativeUpdate(User, from, { isActive: false, passwordHash: noPassword, updatedAt: new Date() });
}

/** Moves memberships. If both are in a group, the higher role and the earlier date count. */
function moveMemberships(db: Db, { from, to }: Change): Promise<unknown> {
  return db
    .insertInto('group_members')
    .columns(['id', 'group_id', 'user_id', 'role', 'joined_at'])
    .expression(
      db
        .selectFrom('group_members')
        .select([
          sql<string>`gen_random_uuid()`.as('id'),
          'group_id',
          sql<string>`${to}::uuid`.as('user_id'),
          'role',
          'joined_at',
        ])
        .where('user_id', '=', from),
    )
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'user_id']).doUpdateSet({
        role: sql`least(group_members.role, excluded.role)`,
        joined_at: sql`least(group_members.joined_at, excluded.joined_at)`,
      }),
    )
    .execute();
}

/** Locks the person who leaves, and the guests of an account that become the guests of another, with all their games. */
export async function lockLeaving(db: Db, change: Pick<Change, 'from' | 'to'>): Promise<void> {
  const leaving = sql`select ${change.from}::uuid union select theirs from (${namesakesOf(change)}) n`;
  await lockPeople(db, leaving, await lockGames(db, gamesOf(leaving)));
}

/** The guests of one account who have the name of a guest of the other. */
const namesakesOf = ({ from, to }: Pick<Change, 'from' | 'to'>) => sql<{ theirs: string; ours: string }>`
  select theirs.id as theirs, ours.id as ours
  from users theirs join users ours on ours.display_name_folded = theirs.display_name_folded
  where theirs.guest_of = ${from}::uuid and ours.guest_of = ${to}::uuid
    -- The name of a guest that stands for an account says nothing about who it is.
    and theirs.stands_for is null and ours.stands_for is null`;

/**
 * Makes two guests of one name one guest, unless they played together. Returns the guests that stay apart.
 */
async function joinNamesakes(orm: Orm, change: Change): Promise<string[]> {
  const db = sqlOf(orm);
  const { rows } = await namesakesOf(change).execute(db);
  const apart: string[] = [];
  for (const { theirs, ours } of rows) {
    if (await playedTogether(db, theirs, ours)) {
      apart.push(theirs);
      continue;
    }
    await handOver(db, { from: theirs, to: ours, actorId: change.actorId });
    await emOf(orm).nativeDelete(User, theirs);
  }
  return apart;
}
