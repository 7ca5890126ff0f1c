import { sql } from 'kysely';
import type { Db } from '../schema/db.ts';

/** Accounts that a person can log in with: no guests and no closed accounts. */
const activeAccounts = (db: Db) =>
  db
    .selectFrom('users')
    .select(['id', 'username', 'display_name as displayName', 'password_hash as passwordHash'])
    .where('is_active', '=', true)
    .where('guest_of', 'is', null);

/** The active account with this normalized address: `ix_users_email`, or its twin `ix_users_email_active`. */
export const accountByEmail = (db: Db, email: string) => activeAccounts(db).where('email', '=', email);

/** The active account with this user name, in any case: `ix_users_username_lower`. */
export const accountByName = (db: Db, username: string) =>
  activeAccounts(db).where(sql`lower(username)`, '=', sql`lower(${username})`);

/**
 * Active accounts of people, at most `most`. It leaves out accounts that devices make, which have an address
 * in `.invalid`, and the account `archive` of older databases, which cannot log in.
 */
export const accountsOfPeople = (db: Db, most: number) =>
  activeAccounts(db)
    .where('email', 'not like', '%.invalid')
    .where('email', '<>', 'archive@keeper')
    .limit(most)
    .execute();

/** The id of the active account with this user name, in any case. */
export async function accountIdOf(db: Db, username: string): Promise<string | null> {
  const found = await accountByName(db, username).executeTakeFirst();
  return found?.id ?? null;
}
