import { sql } from 'kysely';
import { foldedName } from '../../protocol/index.ts';
import type { AccountStore, EndedSession } from '../../accounts/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { User } from '../schema/index.ts';
import { endSessions } from './sessions.ts';

/** The active account with this user name and a valid code. It takes as long if there is none. */
export async function findByCode(db: Db, username: string, codeHash: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u join password_codes c on c.user_id = u.id
    where u.username_folded = ${foldedName(username)} and u.is_active and u.guest_of is null
      and c.code_hash = ${codeHash} and c.expires_at > now()`.execute(db);
  return rows[0]?.id ?? null;
}

/** Sets another password. If a code is used twice at the same time, the second waits here and finds no code. */
export function resetPassword(
  orm: Orm,
  { userId, codeHash, passwordHash }: Parameters<AccountStore['resetPassword']>[0],
): Promise<EndedSession[] | null> {
  return inTransaction(orm, async () => {
    const db = sqlOf(orm);
    const used = await db
      .deleteFrom('password_codes')
      .where('user_id', '=', userId)
      .where('code_hash', '=', codeHash)
      .where('expires_at', '>', sql<Date>`now()`)
      .returning('user_id')
      .executeTakeFirst();
    if (!used) return null;
    const changes = { passwordHash, updatedAt: new Date() };
    if ((await emOf(orm).nativeUpdate(User, { id: userId, isActive: true }, changes)) === 0) return null;
    return endSessions(db, { user_id: userId });
  });
}
