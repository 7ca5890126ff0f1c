import { sql, type RawBuilder } from 'kysely';
import type { Account, AccountSearch, Page } from '../../operator/index.ts';
import { noPassword } from '../../accounts/index.ts';
import { foldedName, type AccountLine, type AccountPage } from '../../protocol/index.ts';
import { sessionsOf } from '../accounts/sessions.ts';
import type { Db } from '../schema/db.ts';
import { cursorOf, pageOf } from './page.ts';

/** Accounts of people: no guests, and not the account of imported games. */
const isAccount = sql<boolean>`u.guest_of is null and u.email <> 'archive@keeper'`;

/** Cursors have milliseconds, and the database microseconds. */
const lastActive = sql<Date>`date_trunc('milliseconds', u.last_active)`;

const columns = sql`u.id, u.username, u.display_name as "displayName", u.email, u.is_active as "isActive",
  u.created_at as "createdAt", ${lastActive} as "lastActive"`;

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly lastActive: Date;
}

/** A page of accounts, the last active first. */
export async function readAccounts(
  db: Db,
  { query, inactiveSince, disabled, cursor, limit = 50 }: AccountSearch,
): Promise<Page<AccountLine>> {
  const before = cursor === undefined ? null : cursorOf(cursor);
  const wanted = [
    isAccount,
    ...(query === undefined ? [] : [hasText(query)]),
    ...(inactiveSince === undefined ? [] : [sql`u.last_active < ${inactiveSince}::timestamptz`]),
    ...(disabled === undefined ? [] : [sql`u.is_active = ${!disabled}`]),
    ...(before ? [sql`(${lastActive}, u.id) < (${before.at}, ${before.id}::uuid)`] : []),
  ];
  const { rows } = await sql<AccountRow>`
    select ${columns} from users u where ${sql.join(wanted, sql` and `)}
    order by ${lastActive} desc, u.id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, { limit, at: (row) => row.lastActive, line: lineOf });
}

/** Whether a name or the address of the account has this text in it, in any case. */
function hasText(text: string): RawBuilder<unknown> {
  // No name has a zero character, and the database refuses it.
  if (text.includes('\0')) return sql`false`;
  const pattern = `%${foldedName(text).replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`(u.username_folded like ${pattern} or u.display_name_folded like ${pattern} or u.email like ${pattern})`;
}

function lineOf({
  id,
  username,
  displayName,
  email,
  isActive,
  createdAt,
  lastActive: at,
}: AccountRow): AccountLine {
  return {
    user: { id, username, displayName },
    email,
    isActive,
    createdAt: createdAt.toISOString(),
    lastActive: at.toISOString(),
  };
}

/** An account with its sessions, groups and games. */
export async function readAccount(db: Db, username: string): Promise<AccountPage | null> {
  const { rows } = await sql<AccountRow & Pick<AccountPage, 'groups' | 'games'>>`
    select ${columns},
      coalesce((
        select jsonb_agg(jsonb_build_object('groupId', g.id, 'name', g.name, 'role', m.role) order by g.name, g.id)
        from group_members m join groups g on g.id = m.group_id where m.user_id = u.id), '[]') as groups,
      (select jsonb_build_object('finished', count(*) filter (where g.status = 'finished'),
          'open', count(*) filter (where g.status <> 'finished'))
        from game_players gp join games g on g.id = gp.game_id where gp.user_id = u.id) as games
    from users u where u.username_folded = ${foldedName(username)} and ${isAccount}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const sessions = await sessionsOf(db, row.id);
  const { groups, games } = row;
  return { ...lineOf(row), sessions: sessions.map((one) => ({ ...one, current: false })), groups, games };
}

/** The account with this user name. It stays as it is until the transaction ends. */
export async function lockAccount(db: Db, username: string): Promise<Account | null> {
  const { rows } = await sql<AccountRow & { readonly passwordHash: string }>`
    select ${columns}, u.password_hash as "passwordHash" from users u
    where u.username_folded = ${foldedName(username)} and ${isAccount} for update`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id, displayName, isActive, passwordHash } = row;
  const isClosed = !isActive && passwordHash === noPassword;
  return { user: { id, username: row.username, displayName }, isActive, isClosed };
}
