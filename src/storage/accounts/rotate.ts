import { sql } from 'kysely';
import type { NewSession, Rotation } from '../../accounts/index.ts';
import { inTransaction } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { SpentRefreshToken } from '../schema/index.ts';
import { endSessions, isLive, seen } from './sessions.ts';

type Next = Pick<NewSession, 'refreshHash' | 'expiresAt' | 'accessJti' | 'address'>;

/** If the answer to a refresh is lost, the client may ask again within this time. */
const retryWithin = 10; // seconds

/** A live session and its user. */
const returned = ['s.id as sessionId', 'u.id', 'u.username', 'u.display_name as displayName'] as const;

/** Trades a refresh token for the next one. See `AccountStore.rotate`. */
export function rotate(orm: Orm, refreshHash: string, next: Next): Promise<Rotation | null> {
  return inTransaction(orm, async (em) => {
    const db = sqlOf(orm);
    const rotated = await db
      .updateTable('sessions as s')
      .from('users as u')
      .set({
        refresh_hash: next.refreshHash,
        expires_at: next.expiresAt,
        access_jti: next.accessJti,
        last_seen_at: sql`now()`,
        address: sql`coalesce(${next.address}, s.address)`,
      })
      .whereRef('u.id', '=', 's.user_id')
      .where('s.refresh_hash', '=', refreshHash)
      .where(isLive)
      .returning(returned)
      .executeTakeFirst();
    if (!rotated) return rotateSpent(db, refreshHash, next);
    const { sessionId, ...user } = rotated;
    await em.insert(SpentRefreshToken, { refreshHash, session: sessionId });
    await seen(em, user.id);
    return { sessionId, user };
  });
}

/** Handles a token that was traded before: the client sends it again in time, or a thief uses it. */
async function rotateSpent(db: Db, refreshHash: string, next: Next): Promise<Rotation | null> {
  const spent = await db
    .selectFrom('spent_refresh_tokens as t')
    .innerJoin('sessions as s', 's.id', 't.session_id')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select(returned)
    .select(
      sql<boolean>`s.refresh_hash = ${next.refreshHash}
        and t.spent_at > now() - ${retryWithin} * interval '1 second'`.as('isRetry'),
    )
    .where('t.refresh_hash', '=', refreshHash)
    .where(isLive)
    .forUpdate('s')
    .executeTakeFirst();
  if (!spent) return null;
  const { sessionId, isRetry, ...user } = spent;
  if (!isRetry) {
    const [stolen] = await endSessions(db, { id: sessionId });
    return stolen ? { stolen: { ...stolen, userId: user.id } } : null;
  }
  await db.updateTable('sessions').set({ access_jti: next.accessJti }).where('id', '=', sessionId).execute();
  return { sessionId, user };
}
