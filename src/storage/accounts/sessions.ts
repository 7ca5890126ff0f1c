import { raw } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { EndedSession, NewSession } from '../../accounts/index.ts';
import type { OpenSession, User as Person } from '../../protocol/index.ts';
import type { Db, Orm, Row } from '../schema/db.ts';
import { Session, User } from '../schema/index.ts';
import { emOf } from '../database/transaction.ts';

/** A session is live until it is ended or expires, or its account is closed. */
const live = () => ({ revokedAt: null, expiresAt: { $gt: raw<Date>('now()') }, user: { isActive: true } });

/** The same in SQL, where `s` is the session and `u` its user. */
export const isLive = sql<boolean>`s.revoked_at is null and s.expires_at > now() and u.is_active`;

export async function insertSession(em: SqlEntityManager, session: NewSession): Promise<void> {
  const { userId: user, ...rest } = session;
  await em.insert(Session, { user, ...rest });
}

/** Notes when a user was last active; false if the account is not active any more. */
export async function seen(em: SqlEntityManager, userId: string): Promise<boolean> {
  const now = new Date();
  return (
    (await em.nativeUpdate(User, { id: userId, isActive: true }, { lastActive: now, updatedAt: now })) > 0
  );
}

/** Notes that a live session is used, and returns its user. */
export async function resumeSession(db: Db, id: string, address: string | null): Promise<Person | null> {
  const user = await db
    .updateTable('sessions as s')
    .from('users as u')
    .set({ last_seen_at: sql`now()`, address: sql`coalesce(${address}, s.address)` })
    .whereRef('u.id', '=', 's.user_id')
    .where('s.id', '=', id)
    .where(isLive)
    .returning(['u.id', 'u.username', 'u.display_name as displayName'])
    .executeTakeFirst();
  return user ?? null;
}

/** The live sessions of a user, the last used one first. */
export async function sessionsOf(db: Db, userId: string): Promise<Omit<OpenSession, 'current'>[]> {
  const rows = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(['s.id', 's.terminal', 's.address', 's.created_at', 's.last_seen_at'])
    .where('s.user_id', '=', userId)
    .where(isLive)
    .orderBy('s.last_seen_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
  return rows.map(({ created_at, last_seen_at, ...session }) => ({
    ...session,
    createdAt: created_at.toISOString(),
    lastSeen: last_seen_at.toISOString(),
  }));
}

export async function endedAmong(orm: Orm, ids: readonly string[]): Promise<string[]> {
  const found = await emOf(orm).find(Session, { id: { $in: [...ids] }, ...live() }, { fields: ['id'] });
  const alive = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !alive.has(id));
}

/** Ends these sessions, and returns those that had not ended before. */
export function endSessions(
  db: Db,
  which: Partial<Pick<Row<'sessions'>, 'id' | 'user_id'>>,
): Promise<EndedSession[]> {
  return db
    .updateTable('sessions')
    .set({ revoked_at: sql`now()` })
    .where((eb) => eb.and(which))
    .where('revoked_at', 'is', null)
    .returning(['id', 'refresh_hash as refreshHash', 'access_jti as accessJti'])
    .execute();
}
