import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AccountStore, NewSession } from '../accounts/index.ts';
import type { User } from '../protocol/index.ts';

const user = sql.raw('u.id, u.username, u.display_name as "displayName"');
const live = sql.raw('s.revoked_at is null and s.expires_at > now() and u.is_active');

/** Accounts and sessions in PostgreSQL or PGlite. */
export function createAccountStore(db: Kysely<unknown>): AccountStore {
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
      const named = login.includes('@') ? sql`u.email = ${login}` : sql`lower(u.username) = lower(${login})`;
      const { rows } = await sql<User & { readonly passwordHash: string }>`
        select ${user}, u.password_hash as "passwordHash" from users u
        where ${named} and u.is_active and u.guest_of is null`.execute(db);
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
        select ${user} from sessions s join users u on u.id = s.user_id
        where s.id = ${sessionId}::uuid and ${live}`.execute(db);
      return rows[0] ?? null;
    },

    async rotate(refreshHash, next) {
      const { rows } = await sql<User & { readonly sessionId: string }>`
        with rotated as (
          update sessions s set refresh_hash = ${next.refreshHash}, expires_at = ${next.expiresAt}
          from users u
          where u.id = s.user_id and s.refresh_hash = ${refreshHash} and ${live}
          returning s.id, s.user_id
        )
        update users u set last_active = now(), updated_at = now()
        from rotated r where u.id = r.user_id
        returning r.id as "sessionId", ${user}`.execute(db);
      const [rotated] = rows;
      if (!rotated) return null;
      const { sessionId, ...account } = rotated;
      return { sessionId, user: account };
    },

    async revoke(sessionId) {
      await sql`
        update sessions set revoked_at = now()
        where id = ${sessionId}::uuid and revoked_at is null`.execute(db);
    },
  };
}

function insertSession({ id, userId, refreshHash, expiresAt }: NewSession): RawBuilder<unknown> {
  return sql`
    insert into sessions (id, user_id, refresh_hash, expires_at, access_jti)
    values (${id}::uuid, ${userId}::uuid, ${refreshHash}, ${expiresAt}, gen_random_uuid())`;
}
