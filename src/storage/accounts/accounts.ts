import { sql, type RawBuilder } from 'kysely';
import type { AccountStore, EndedSession, NewSession, Rotation } from '../../accounts/index.ts';
import type { User } from '../../protocol/index.ts';
import { accountByEmail, accountByName, userColumns } from '../history/queries.ts';
import type { Db } from '../schema/db.ts';

const live = sql.raw('s.revoked_at is null and s.expires_at > now() and u.is_active');

/** The answer to a refresh may be lost, and is then asked for again. */
const retryWithin = 10; // seconds

/** Accounts and sessions in PostgreSQL or PGlite. */
export function createAccountStore(db: Db): AccountStore {
  return {
    register: ({ user: { id, username, displayName }, email, passwordHash }, session) =>
      db.transaction().execute(async (trx) => {
        // Every unique index of the table is asked at once, and of two people at the same moment one waits here.
        const { rows } = await sql`
          insert into users (id, username, email, password_hash, display_name)
          values (${id}::uuid, ${username}, ${email}, ${passwordHash}, ${displayName})
          on conflict do nothing returning id`.execute(trx);
        if (rows.length > 0) {
          await insertSession(session).execute(trx);
          return 'registered';
        }
        const sameName = await sql`
          select id from users where lower(username) = lower(${username})`.execute(trx);
        return sameName.rows.length > 0 ? 'username_taken' : 'email_taken';
      }),

    async findByLogin(login) {
      // No name has a zero character, and the database takes none.
      if (login.includes('\0')) return null;
      const { rows } = await (login.includes('@') ? accountByEmail(login) : accountByName(login)).execute(db);
      const [found] = rows;
      if (!found) return null;
      const { passwordHash, ...account } = found;
      return { user: account, passwordHash };
    },

    async addSession(session) {
      await db.transaction().execute(async (trx) => {
        await insertSession(session).execute(trx);
        await sql`
          update users set last_active = now(), updated_at = now()
          where id = ${session.userId}::uuid`.execute(trx);
      });
    },

    async findBySession(sessionId) {
      const { rows } = await sql<User>`
        select ${userColumns} from sessions s join users u on u.id = s.user_id
        where s.id = ${sessionId}::uuid and ${live}`.execute(db);
      return rows[0] ?? null;
    },

    rotate: (refreshHash, next) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<User & { readonly sessionId: string }>`
          with rotated as (
            update sessions s
            set refresh_hash = ${next.refreshHash}, expires_at = ${next.expiresAt}, access_jti = ${next.accessJti}::uuid
            from users u
            where u.id = s.user_id and s.refresh_hash = ${refreshHash} and ${live}
            returning s.id, s.user_id
          ), spent as (
            insert into spent_refresh_tokens (refresh_hash, session_id) select ${refreshHash}, id from rotated
          )
          update users u set last_active = now(), updated_at = now()
          from rotated r where u.id = r.user_id
          returning r.id as "sessionId", ${userColumns}`.execute(trx);
        const [rotated] = rows;
        return rotated ? asRotation(rotated) : rotateSpent(trx, refreshHash, next);
      }),

    async revoke(sessionId) {
      const [ended] = await endSessions(db, sql`id = ${sessionId}::uuid`);
      return ended ?? null;
    },

    changePassword: (passwordHash, session) =>
      db.transaction().execute(async (trx) => {
        await sql`
          update users set password_hash = ${passwordHash}, updated_at = now()
          where id = ${session.userId}::uuid`.execute(trx);
        const ended = await endSessions(trx, sql`user_id = ${session.userId}::uuid`);
        await insertSession(session).execute(trx);
        return ended;
      }),

    async passwordHash(userId) {
      const { rows } = await sql<{ hash: string }>`
        select password_hash as hash from users
        where id = ${userId}::uuid and is_active and guest_of is null`.execute(db);
      return rows[0]?.hash ?? null;
    },

    async endedOf(sessionIds) {
      const { rows } = await sql<{ id: string }>`
        select asked.id from unnest(${sessionIds}::uuid[]) as asked (id)
        where not exists (
          select 1 from sessions s join users u on u.id = s.user_id where s.id = asked.id and ${live})`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    },

    async forgetExpired() {
      await sql`delete from sessions where expires_at < now() - interval '1 day'`.execute(db);
    },
  };
}

/** A refresh token that is current no more: asked for again in time, or shown by who should not have it. */
async function rotateSpent(
  db: Db,
  refreshHash: string,
  next: Pick<NewSession, 'refreshHash' | 'accessJti'>,
): Promise<Rotation | null> {
  const { rows } = await sql<User & { readonly sessionId: string; readonly isRetry: boolean }>`
    select s.id as "sessionId", ${userColumns},
      s.refresh_hash = ${next.refreshHash} and t.spent_at > now() - ${retryWithin} * interval '1 second' as "isRetry"
    from spent_refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
    where t.refresh_hash = ${refreshHash} and ${live}
    for update of s`.execute(db);
  const [spent] = rows;
  if (!spent) return null;
  if (spent.isRetry) {
    await sql`
      update sessions set access_jti = ${next.accessJti}::uuid where id = ${spent.sessionId}::uuid`.execute(
      db,
    );
    return asRotation(spent);
  }
  const [stolen] = await endSessions(db, sql`id = ${spent.sessionId}::uuid`);
  return stolen ? { stolen: { ...stolen, userId: spent.id } } : null;
}

function asRotation({
  sessionId,
  id,
  username,
  displayName,
}: User & { readonly sessionId: string }): Rotation {
  return { sessionId, user: { id, username, displayName } };
}

/** Ends the sessions that are not ended yet; which they were. */
export async function endSessions(db: Db, which: RawBuilder<unknown>): Promise<EndedSession[]> {
  const { rows } = await sql<EndedSession>`
    update sessions set revoked_at = now() where ${which} and revoked_at is null
    returning id, refresh_hash as "refreshHash", access_jti as "accessJti"`.execute(db);
  return rows;
}

function insertSession({ id, userId, refreshHash, expiresAt, accessJti }: NewSession): RawBuilder<unknown> {
  return sql`
    insert into sessions (id, user_id, refresh_hash, expires_at, access_jti)
    values (${id}::uuid, ${userId}::uuid, ${refreshHash}, ${expiresAt}, ${accessJti}::uuid)`;
}
