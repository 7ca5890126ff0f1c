import { sql, type RawBuilder } from 'kysely';
import { foldedName, groupLimits, type User } from '../../protocol/index.ts';
import type { Caller, Home, KnownSheet, NamedAccount, SheetStore } from '../../sheets/index.ts';
import { hasAgreed } from '../accounts/offers.ts';
import { isUuid, userColumns } from '../history/queries.ts';
import type { Db } from '../schema/db.ts';

/** The home for an import: the group with this name or, without a name, the caller's own games. */
export async function findHome(
  db: Db,
  { userId, isOperator }: Caller,
  group: string | null,
): ReturnType<SheetStore['home']> {
  if (group === null) return { scope: userId, groupId: null, ownerId: userId };
  const { rows } = await sql<{ id: string; name: string; ownerId: string | null }>`
    select g.id, g.name, (select user_id from group_members where group_id = g.id and role = 'owner') as "ownerId"
    from groups g
    where ${isOperator} or exists (select 1 from group_members where group_id = g.id and user_id = ${userId}::uuid)
  `.execute(db);
  const theirs = rows.filter(({ name }) => foldedName(name) === foldedName(group));
  const [found] = theirs;
  if (!found) return null;
  if (theirs.length > 1) return 'group_ambiguous';
  if (!isOperator && found.ownerId !== userId) return 'not_owner';
  return { scope: found.id, groupId: found.id, ownerId: found.ownerId ?? userId };
}

/** Accounts with these user names, in any case. */
export async function findAccounts(
  db: Db,
  { groupId, ownerId }: Home,
  names: readonly string[],
): Promise<readonly NamedAccount[]> {
  const invited = sql`exists (
    select 1 from group_invitations where group_id = ${groupId}::uuid and user_id = u.id)`;
  const { rows } = await sql<NamedAccount>`
    select ${userColumns}, ${hasAgreed({ hostId: ownerId, groupId })} as "hasAgreed",
      ${isIn(groupId, ownerId)} or ${invited} as "isNear"
    from users u
    where ${isAccount} and u.username_folded = any(${names.map(foldedName)}::text[]) order by u.username`.execute(
    db,
  );
  return rows;
}

/** Those of these names that guests of a user have. */
export async function findGuestNames(
  db: Db,
  ownerId: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select display_name as name from users
    where guest_of = ${ownerId}::uuid and stands_for is null
      and display_name_folded = any(${names.map(foldedName)}::text[])`.execute(db);
  return rows.map(({ name }) => name);
}

/** The names of the groups of a user; of all groups for an operator. */
export async function findGroupNames(db: Db, { userId, isOperator }: Caller): Promise<readonly string[]> {
  const isTheirs = isOperator
    ? sql`true`
    : sql`exists (select 1 from group_members where group_id = g.id and user_id = ${userId}::uuid)`;
  const { rows } = await sql<{ name: string }>`
    select g.name from groups g where ${isTheirs} order by g.name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Whether a user is in so many groups that there can be no more. */
export async function hasMostGroups(db: Db, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from group_members where user_id = ${userId}::uuid offset ${groupLimits.groups - 1} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** The owner of a home, and the members of its group. */
export function findMembers(db: Db, { groupId, ownerId }: Home): Promise<readonly User[]> {
  return accountsWhere(db, isIn(groupId, ownerId));
}

const isAccount = sql.raw('u.is_active and u.guest_of is null');

/** Whether the account `u` is this user, or in this group. */
const isIn = (groupId: string | null, userId: string) => sql<boolean>`(u.id = ${userId}::uuid or exists (
  select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))`;

async function accountsWhere(db: Db, which: RawBuilder<unknown>): Promise<readonly User[]> {
  const { rows } = await sql<User>`
    select ${userColumns} from users u
    where ${isAccount} and ${which} order by u.username`.execute(db);
  return rows;
}

/** The games of a home with these sheet ids. The sheet id of a game that was played here is its own id. */
export async function findKnown(
  db: Db,
  { caller, home, sheetIds }: { caller: Caller; home: Home; sheetIds: readonly string[] },
): Promise<readonly KnownSheet[]> {
  const { scope, groupId } = home;
  const isOfAnybody = caller.isOperator && groupId === null;
  const played = sheetIds.filter(isUuid);
  const isHere = isOfAnybody
    ? sql`group_id is null`
    : groupId === null
      ? sql`group_id is null and admin_id = ${caller.userId}::uuid`
      : sql`group_id = ${groupId}::uuid`;
  const { rows } = await sql<KnownSheet>`
    select sheet_id as "sheetId", id as "gameId", replace(sheet_digest::text, '-', '') as digest from games
    where sheet_id = any(${sheetIds}::text[])
      and ${isOfAnybody ? sql`group_id is null` : sql`sheet_scope = ${scope}::uuid`}
    union all
    select id::text, id, null from games
    where id = any(${played}::uuid[]) and sheet_id is null and ${isHere}`.execute(db);
  // A sheet may have the id of a game in capital letters.
  return rows.flatMap((row) =>
    row.digest === null
      ? played.filter((id) => id.toLowerCase() === row.gameId).map((sheetId) => ({ ...row, sheetId }))
      : row,
  );
}
