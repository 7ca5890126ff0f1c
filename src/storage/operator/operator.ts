import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { OperatorStore } from '../../operator/index.ts';
import { foldedName, type OperatorAction as Action } from '../../protocol/index.ts';
import { takenBy } from '../accounts/profile.ts';
import { endSessions } from '../accounts/sessions.ts';
import { emOf } from '../database/transaction.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';
import { OperatorAction, PasswordCode, User } from '../schema/index.ts';
import { lockAccount, readAccount, readAccounts } from './accounts.ts';
import { cursorOf, pageOf } from './page.ts';
import { deleteForgotten } from './prune.ts';
import { gameOf, readRooms } from './rooms.ts';

/** The work of operators in PostgreSQL or PGlite. */
export function createOperatorStore(orm: Orm): OperatorStore {
  return {
    accounts: (search) => readAccounts(sqlOf(orm), search),

    account: (username) => readAccount(sqlOf(orm), username),

    lock: (username) => lockAccount(sqlOf(orm), username),

    async disable(userId) {
      const em = emOf(orm);
      await em.nativeUpdate(User, userId, { isActive: false, updatedAt: new Date() });
      await em.nativeDelete(PasswordCode, { user: userId });
      return endSessions(sqlOf(orm), { user_id: userId });
    },

    async enable(userId) {
      await emOf(orm).nativeUpdate(User, userId, { isActive: true, updatedAt: new Date() });
    },

    async keepCode(user, code) {
      await emOf(orm).upsert(PasswordCode, { user, ...code });
    },

    async rename(id, username) {
      const em = emOf(orm);
      await em.nativeUpdate(User, id, {
        username,
        usernameFolded: foldedName(username),
        updatedAt: new Date(),
      });
      const { displayName } = await em.findOneOrFail(User, id, { fields: ['displayName'] });
      return { id, username, displayName };
    },

    isTaken: (error) => takenBy(error) === 'username_taken',

    rooms: ({ cursor, limit }) => readRooms(sqlOf(orm), cursor ?? null, limit),

    game: (code) => gameOf(sqlOf(orm), code),

    prune: (days) => deleteForgotten(sqlOf(orm), days),

    async isUnused({ id, expiresAt }) {
      const db = sqlOf(orm);
      // A second action with the token waits here, and then sees the entry of the first.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`operator token ${id}`}, 0))`.execute(db);
      // The token lives a minute. So the entry is not older than this, and the index finds it.
      const { rows } = await sql`
        select from operator_actions
        where at > ${expiresAt}::timestamptz - interval '1 hour' and token_id = ${id}::uuid`.execute(db);
      return rows.length === 0;
    },

    async note(action) {
      await emOf(orm).insert(OperatorAction, { id: v7(), at: new Date(), ...action });
    },

    actions: ({ cursor, limit }) => readActions(sqlOf(orm), cursor ?? null, limit),
  };
}

async function readActions(
  db: Db,
  cursor: string | null,
  limit: number,
): ReturnType<OperatorStore['actions']> {
  const before = cursor === null ? null : cursorOf(cursor);
  const { rows } = await sql<Omit<Action, 'at'> & { readonly at: Date }>`
    select id, at, method, subject, details, token_id as "tokenId" from operator_actions
    where ${before ? sql`(at, id) < (${before.at}, ${before.id}::uuid)` : sql`true`}
    order by at desc, id desc limit ${limit + 1}`.execute(db);
  return pageOf(rows, { limit, at: ({ at }) => at, line: (row) => ({ ...row, at: row.at.toISOString() }) });
}
