import { raw } from '@mikro-orm/core';
import { sql, type RawBuilder } from 'kysely';
import { v7 } from 'uuid';
import type { NewNotice, NoticeStore, Reader, StoredNotice } from '../../notices/index.ts';
import type { Notice as Told } from '../../protocol/index.ts';
import { unwelcome } from '../accounts/blocks.ts';
import { isBlocking } from '../accounts/offers.ts';
import { emOf } from '../database/transaction.ts';
import { mayRead } from '../history/reading.ts';
import { sqlOf, type Db, type Orm, type Row } from '../schema/db.ts';
import { Notice } from '../schema/index.ts';
import { listed, rowsFrom } from '../schema/rows.ts';

/** Notices in PostgreSQL or PGlite. */
export function createNoticeStore(orm: Orm): NoticeStore {
  return {
    add: (notices) => add(sqlOf(orm), notices),

    async list({ userId, sessionId }, { isUnread, before, limit }) {
      const { rows } = await sql<NoticeRow>`
        select ${columns} from notices n ${named}
        where n.user_id = ${userId}::uuid and n.session_id is distinct from ${sessionId}::uuid
          and (n.game_id is null or ${mayRead(userId)}) and (${before}::uuid is null or n.id < ${before}::uuid) and (not ${isUnread} or n.read_at is null)
        order by n.id desc limit ${limit}`.execute(sqlOf(orm));
      return rows.map(noticeOf);
    },

    async read({ userId, sessionId }, ids) {
      const db = sqlOf(orm);
      await sql`
        update notices set read_at = now()
        where user_id = ${userId}::uuid and read_at is null and session_id is distinct from ${sessionId}::uuid
          and (${ids}::uuid[] is null or id = any(${ids}::uuid[]))`.execute(db);
      return unread(db, { userId, sessionId });
    },

    async forgetTurn(userId, gameId) {
      await emOf(orm).nativeDelete(Notice, { user: userId, game: gameId, kind: 'your_turn' });
    },

    async forgetOld() {
      await emOf(orm).nativeDelete(Notice, { createdAt: { $lt: raw<Date>(`now() - interval '90 days'`) } });
    },
  };
}

/** A notice with the names it is told with. */
interface NoticeRow extends Pick<
  Row<'notices'>,
  'id' | 'kind' | 'game_id' | 'group_id' | 'claim_id' | 'details' | 'created_at' | 'read_at'
> {
  readonly user_id: string;
  readonly session_id: string | null;
  readonly room_code: string | null;
  readonly group_name: string | null;
  readonly by_id: string | null;
  readonly username: string | null;
  readonly display_name: string | null;
}

const columns = sql.raw(`n.id, n.user_id, n.kind, n.game_id, n.group_id, n.claim_id, n.session_id, n.details,
  n.created_at, n.read_at, g.room_code, gr.name as group_name, b.id as by_id, b.username, b.display_name`);

/** A guest or a closed account has no terminal. */
const named = sql.raw(`left join games g on g.id = n.game_id left join groups gr on gr.id = n.group_id
  left join users b on b.id = n.by_id and b.is_active`);

/** The wish of a user about the kind of a notice. */
const wish = sql.raw(`u.preferences -> 'notifications' ->> case n.kind
  when 'your_turn' then 'yourTurn' when 'game_over' then 'gameOver'
  when 'claim_asked' then 'claims' when 'claim_offered' then 'claims' when 'claim_approved' then 'claims'
  when 'claim_accepted' then 'claims' end`);

const blocked = isBlocking(sql`n.user_id`, {
  hostId: sql`n.by_id`,
  groupId: sql`coalesce(n.group_id, c.group_id)`,
});

/** News about something that is gone in the meantime is no news. The lock keeps the row until the news is stored. */
const isThere = (thing: 'game' | 'group' | 'claim') => {
  const id = sql.ref(`n.${thing}_id`);
  return sql`(${id} is null or exists (select from ${sql.table(`${thing}s`)} where id = ${id} for key share))`;
};

async function add(db: Db, notices: readonly NewNotice[]): Promise<StoredNotice[]> {
  if (notices.length === 0) return [];
  const rows = notices.map((notice) => ({
    id: v7(),
    user_id: notice.userId,
    kind: notice.kind,
    game_id: 'gameId' in notice ? notice.gameId : null,
    group_id: 'groupId' in notice ? notice.groupId : null,
    claim_id: 'claimId' in notice ? notice.claimId : null,
    by_id: notice.byId,
    session_id: 'sessionId' in notice ? notice.sessionId : null,
    details: 'details' in notice ? notice.details : {},
  }));
  const into = Object.keys(rows[0] ?? {});
  const added: RawBuilder<NoticeRow> = sql`
    with n as (
      insert into notices (${listed(into)})
      select ${listed(into, 'n.')} from ${rowsFrom('notices', rows)}
      join users u on u.id = n.user_id and u.is_active and u.guest_of is null
      left join claims c on c.id = n.claim_id
      where ${wish} is distinct from 'off' and not (n.kind = any(${unwelcome}::text[]) and ${blocked})
        and ${isThere('game')} and ${isThere('group')} and ${isThere('claim')}
      on conflict (user_id, kind, coalesce(game_id, group_id, claim_id))
        where coalesce(game_id, group_id, claim_id) is not null
      do update set id = excluded.id, by_id = excluded.by_id, details = excluded.details, created_at = now(),
        read_at = null
      returning *
    )
    select ${columns} from n ${named}`;
  return (await added.execute(db)).rows.map((row) => ({
    userId: row.user_id,
    sessionId: row.session_id,
    notice: noticeOf(row),
  }));
}

async function unread(db: Db, { userId, sessionId }: Reader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from notices n left join games g on g.id = n.game_id
    where n.user_id = ${userId}::uuid and n.read_at is null
      and n.session_id is distinct from ${sessionId}::uuid and (n.game_id is null or ${mayRead(userId)})`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Only `add` writes rows, so every row has the fields of its kind. */
function noticeOf(row: NoticeRow): Told {
  const { id, kind, details, created_at: createdAt, read_at: readAt } = row;
  const by = row.by_id && { id: row.by_id, username: row.username, displayName: row.display_name };
  return {
    id,
    kind,
    createdAt: createdAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    ...(row.game_id && { code: row.room_code, gameId: row.game_id }),
    ...(row.group_id && { groupId: row.group_id, groupName: row.group_name }),
    ...(row.claim_id && { claimId: row.claim_id }),
    ...(kind !== 'your_turn' && { by }),
    ...details,
  } as Told;
}
