import { raw } from '@mikro-orm/core';
import { foldedName } from '../../protocol/index.ts';
import type { AccountStore, NewAccount, NewSession } from '../../accounts/index.ts';
import { emOf, inTransaction } from '../database/transaction.ts';
import { sqlOf, type Orm } from '../schema/db.ts';
import { PasswordCode, Session, User } from '../schema/index.ts';
import { deleteAccount } from './delete.ts';
import { accountByEmail, accountByName } from './find.ts';
import { findByCode, resetPassword } from './codes.ts';
import { rotate } from './rotate.ts';
import { profileOf, takenBy, updateProfile } from './profile.ts';
import { endedAmong, endSessions, insertSession, resumeSession, seen, sessionsOf } from './sessions.ts';

/** Accounts and sessions in PostgreSQL or PGlite. */
export function createAccountStore(orm: Orm): AccountStore {
  return {
    register: (account, session) => register(orm, account, session),

    async findByLogin(login) {
      // No name has a zero character, and the database refuses it.
      if (login.includes('\0')) return null;
      const db = sqlOf(orm);
      const account = login.includes('@') ? accountByEmail(db, login) : accountByName(db, login);
      const found = await account.executeTakeFirst();
      if (!found) return null;
      const { passwordHash, ...user } = found;
      return { user, passwordHash };
    },

    addSession: (session) =>
      inTransaction(orm, async (em) => {
        // First: if the account is being disabled, this waits, so that no session begins unseen.
        if (!(await seen(em, session.userId))) return false;
        await insertSession(em, session);
        return true;
      }),

    resume: (sessionId, address) => resumeSession(sqlOf(orm), sessionId, address),

    sessionsOf: (userId) => sessionsOf(sqlOf(orm), userId),

    profile: (userId) => profileOf(orm, userId),

    update: (userId, changes) => updateProfile(orm, userId, changes),

    takenBy,

    rotate: (refreshHash, next) => rotate(orm, refreshHash, next),

    async revoke(sessionId, userId) {
      const [ended] = await endSessions(sqlOf(orm), { id: sessionId, user_id: userId });
      return ended ?? null;
    },

    changePassword: (passwordHash, session, oldSessionId) =>
      inTransaction(orm, async (em) => {
        await em.nativeUpdate(User, session.userId, { passwordHash, updatedAt: new Date() });
        const ended = await endSessions(sqlOf(orm), { user_id: session.userId });
        const old = await em.findOne(Session, oldSessionId, { fields: ['terminal'] });
        await insertSession(em, { ...session, terminal: old?.terminal ?? null });
        return ended;
      }),

    findByCode: (username, codeHash) => findByCode(sqlOf(orm), username, codeHash),

    resetPassword: (reset) => resetPassword(orm, reset),

    async passwordHash(userId) {
      const found = await emOf(orm).findOne(
        User,
        { id: userId, isActive: true, guestOf: null },
        { fields: ['passwordHash'] },
      );
      return found?.passwordHash ?? null;
    },

    delete: (userId, how) => deleteAccount(orm, userId, how),

    endedOf: (sessionIds) => endedAmong(orm, sessionIds),

    async forgetExpired() {
      await emOf(orm).nativeDelete(Session, { expiresAt: { $lt: raw<Date>(`now() - interval '1 day'`) } });
      await emOf(orm).nativeDelete(PasswordCode, { expiresAt: { $lt: raw<Date>('now()') } });
    },
  };
}

/** Adds an account with its first session, or says whether the user name or the address is taken. */
function register(
  orm: Orm,
  { user: { id, username, displayName }, email, passwordHash }: NewAccount,
  session: NewSession,
): ReturnType<AccountStore['register']> {
  return inTransaction(orm, async (em) => {
    const db = sqlOf(orm);
    // This checks all unique indexes of the table at once. If two people register, one waits here.
    const added = await db
      .insertInto('users')
      .values({
        id,
        username,
        username_folded: foldedName(username),
        email,
        password_hash: passwordHash,
        display_name: displayName,
        display_name_folded: foldedName(displayName),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added) {
      await insertSession(em, session);
      return 'registered';
    }
    const sameName = await db
      .selectFrom('users')
      .select('id')
      .where('username_folded', '=', foldedName(username))
      .executeTakeFirst();
    return sameName ? 'username_taken' : 'email_taken';
  });
}
