import { foldedName } from '../../protocol/index.ts';
import type { Db } from '../schema/db.ts';

/** Accounts, also those that are disabled or closed, but no guests. */
const accounts = (db: Db) =>
  db
    .selectFrom('users')
    .select(['id', 'username', 'display_name as displayName', 'password_hash as passwordHash'])
    .where('guest_of', 'is', null);

/** Accounts that a person can log in with. */
const activeAccounts = (db: Db) => accounts(db).where('is_active', '=', true);

/** The account with this normalized address: `ix_users_email`. */
export const accountByEmail = (db: Db, email: string) => accounts(db).where('email', '=', email);

/** The account with this user name, in any case: `uq_users_username_folded`. */
export const accountByName = (db: Db, username: string) =>
  accounts(db).where('username_folded', '=', foldedName(username));

/** The same, if it is active. */
const activeAccountByName = (db: Db, username: string) =>
  accountByName(db, username).where('is_active', '=', true);

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
  const found = await activeAccountByName(db, username).executeTakeFirst();
  return found?.id ?? null;
}
