import { sql } from 'kysely';
import { v7 } from 'uuid';
import { foldedName } from '../../protocol/index.ts';
import { noPassword, type Deleted, type OwnedGroup } from '../../accounts/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { departFromGames } from '../log/depart.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import {
  Block,
  Claim,
  Group,
  GroupInvitation,
  GroupMember,
  Notice,
  PasswordCode,
  Session,
  User,
} from '../schema/index.ts';
import { forgetAnswers } from './answers.ts';
import { endSessions } from './sessions.ts';

/** Thrown to undo a deletion, because the user has become the owner of a group in the meantime. */
class StillOwner extends Error {
  readonly groups: readonly OwnedGroup[];

  constructor(groups: readonly OwnedGroup[]) {
    super();
    this.groups = groups;
  }
}

/** Deletes an account. See `AccountStore.delete`. */
export async function deleteAccount(
  orm: Orm,
  userId: string,
  how: { readonly neutral: string; readonly commandId: string | undefined },
): Promise<Deleted | { readonly owns: readonly OwnedGroup[] } | 'gone'> {
  try {
    return await inTransaction(orm, () => deleteNow(orm, userId, how));
  } catch (error) {
    if (error instanceof StillOwner) return { owns: error.groups };
    throw error;
  }
}

async function deleteNow(
  orm: Orm,
  userId: string,
  { neutral, commandId }: Parameters<typeof deleteAccount>[2],
): Promise<Deleted | { readonly owns: readonly OwnedGroup[] } | 'gone'> {
  const em = emOf(orm);
  const db = sqlOf(orm);
  const owns = await ownedGroups(db, userId);
  if (owns.length > 0) return { owns };
  // If it is deleted twice at once, the second one waits here. Others may still refer to the row.
  const closed = { isActive: false, passwordHash: noPassword };
  if ((await em.nativeUpdate(User, { id: userId, isActive: true }, closed)) === 0) return 'gone';
  const rooms = await departFromGames(db, { userId, neutral });
  // After the lock of the recomputing, because a transaction that has that lock may write the counters of these groups.
  await leaveGroups(orm, userId);
  const ended = await endSessions(db, { user_id: userId });
  // They hold addresses and names of terminals.
  await em.nativeDelete(Session, { user: userId });
  await em.nativeDelete(Claim, {
    $or: [{ claimant: userId }, { claimed: userId }, { claimed: { guestOf: userId } }, { offeredBy: userId }],
  });
  await em.nativeDelete(Notice, { user: userId });
  await em.nativeDelete(PasswordCode, { user: userId });
  await em.nativeDelete(GroupInvitation, { $or: [{ user: userId }, { invitedBy: userId }] });
  await em.nativeDelete(Block, { user: userId });
  await em.nativeUpdate(
    User,
    { standsFor: userId },
    { displayName: neutral, displayNameFolded: foldedName(neutral) },
  );
  await forgetAnswers(db, { userId, neutral, except: commandId });
  await em.nativeUpdate(User, userId, nobody(neutral));
  return { rooms, ended };
}

/** The row of an account that is deleted. It stays, because games refer to it. */
function nobody(displayName: string) {
  // Nobody can guess the name, and so take it before.
  const username = `former-${v7().replaceAll('-', '').slice(-25)}`;
  return {
    username,
    usernameFolded: username,
    email: `${username}@former.invalid`,
    displayName,
    displayNameFolded: foldedName(displayName),
    avatarUrl: null,
    preferences: {},
    updatedAt: new Date(),
  };
}

/** The groups of an owner that have other members. */
async function ownedGroups(db: Db, userId: string): Promise<OwnedGroup[]> {
  const { rows } = await sql<OwnedGroup>`
    select g.id as "groupId", g.name from group_members m join groups g on g.id = m.group_id
    where m.user_id = ${userId}::uuid and m.role = 'owner'
      and exists (select 1 from group_members where group_id = g.id and user_id <> m.user_id)
    order by lower(g.name), g.id`.execute(db);
  return rows;
}

/** Leaves all groups, and deletes those in which nobody else is. */
async function leaveGroups(orm: Orm, userId: string): Promise<void> {
  const em = emOf(orm);
  const db = sqlOf(orm);
  // Nobody else can change the members of these groups now.
  await sql`
    select id from groups where id in (select group_id from group_members where user_id = ${userId}::uuid)
    order by id for update`.execute(db);
  const owns = await ownedGroups(db, userId);
  if (owns.length > 0) throw new StillOwner(owns);
  const { rows } = await sql<{ id: string }>`
    select group_id as id from group_members where user_id = ${userId}::uuid and role = 'owner'`.execute(db);
  await em.nativeDelete(Group, { id: { $in: rows.map(({ id }) => id) } });
  await em.nativeDelete(GroupMember, { user: userId });
}
