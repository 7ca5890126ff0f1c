import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { v5, v7 } from 'uuid';
import type { User } from '../../protocol/index.ts';
import type { ImportedGame, KnownSheet, SheetStore } from '../../sheets/index.ts';
import { createGroupStore } from '../groups/groups.ts';
import { guestName } from '../accounts/guests.ts';
import { isGroupMember, isUuid, userColumns } from '../history/queries.ts';
import { readKeptSheets, readSheetPage } from './page.ts';
import { replaceGame } from './replace.ts';
import { addGames } from './add.ts';
import { lockDerived } from '../derived/pending.ts';
import { addResults } from '../derived/results.ts';
import { isDeadlock, isUniqueViolation } from '../database/unique.ts';
import { sqlOf, type Db, type Orm } from '../schema/db.ts';

/** Score sheets in PostgreSQL or PGlite. */
export function createSheetStore(orm: Orm): SheetStore {
  const db = sqlOf(orm);
  let added = 0;
  /** How many games there were when the planner last looked; of a table it takes for empty it makes slow work. */
  let planned = 50;
  return {
    async home({ userId, isOperator }, group) {
      if (group === null) return { scope: userId, groupId: null, ownerId: userId };
      const { rows } = await sql<{ id: string; ownerId: string | null; isMember: boolean }>`
        select g.id, (select user_id from group_members where group_id = g.id and role = 'owner') as "ownerId",
          exists (select 1 from group_members where group_id = g.id and user_id = ${userId}::uuid) as "isMember"
        from groups g where lower(g.name) = lower(${group})`.execute(db);
      const theirs = rows.filter(({ isMember }) => isOperator || isMember);
      const [found] = theirs;
      if (!found) return null;
      if (theirs.length > 1) return 'group_ambiguous';
      if (!isOperator && found.ownerId !== userId) return 'not_owner';
      return { scope: found.id, groupId: found.id, ownerId: found.ownerId ?? userId };
    },

    async found({ userId }, group) {
      const { groupId } = await createGroupStore(orm).create(userId, { name: group, description: null });
      return { scope: groupId, groupId, ownerId: userId };
    },

    async accounts({ userId, isOperator }, { groupId }, names) {
      const isTheirs = isOperator
        ? sql`true`
        : sql`(u.id = ${userId}::uuid or exists (
            select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))`;
      const { rows } = await sql<User>`
        select ${userColumns} from users u
        where u.username = any(${names}::text[]) and u.is_active and u.guest_of is null and ${isTheirs}`.execute(
        db,
      );
      return rows;
    },

    async members({ groupId, ownerId }) {
      const { rows } = await sql<User>`
        select ${userColumns} from users u
        where u.is_active and u.guest_of is null and (u.id = ${ownerId}::uuid or exists (
          select 1 from group_members where group_id = ${groupId}::uuid and user_id = u.id))
        order by u.username`.execute(db);
      return rows;
    },

    page: (which, page) => readSheetPage(db, which, page),

    isMember: (groupId, userId) => isGroupMember(db, groupId, userId),

    async known({ userId, isOperator }, { scope, groupId }, sheetIds) {
      const isOfAnybody = isOperator && groupId === null;
      const played = sheetIds.filter(isUuid);
      const isHere = isOfAnybody
        ? sql`group_id is null`
        : groupId === null
          ? sql`group_id is null and admin_id = ${userId}::uuid`
          : sql`group_id = ${groupId}::uuid`;
      const { rows } = await sql<KnownSheet>`
        select sheet_id as "sheetId", id as "gameId", replace(sheet_digest::text, '-', '') as digest from games
        where sheet_id = any(${sheetIds}::text[])
          and ${isOfAnybody ? sql`group_id is null` : sql`sheet_scope = ${scope}::uuid`}
        union all
        select id::text, id, null from games
        where id = any(${played}::uuid[]) and sheet_id is null and ${isHere}`.execute(db);
      // However the id of a game that was played here is spelled.
      return rows.flatMap((row) =>
        row.digest === null
          ? played.filter((id) => id.toLowerCase() === row.gameId).map((sheetId) => ({ ...row, sheetId }))
          : row,
      );
    },

    async add(games) {
      try {
        await db.transaction().execute(async (trx) => {
          const ids = await gameIds(trx, games);
          const codes = await freeCodes(trx, games.length);
          await addGames(
            trx,
            games.map((imported, i) => ({ imported, id: ids[i] ?? '', code: codes[i] ?? '' })),
          );
          added += games.length;
          if (added >= 2 * planned) {
            planned = added;
            await sql`analyze games, game_players, rounds, round_players`.execute(trx);
          }
          await lockDerived(trx);
          await addResults(trx, ids);
        });
        return 'added';
      } catch (error) {
        if (isTaken(error)) return 'taken';
        throw error;
      }
    },

    kept: (gameIds) => readKeptSheets(db, gameIds),
    replace: (gameId, imported, actorId) => replaceGame(db, gameId, { imported, actorId }),

    async guests(ownerId, names) {
      const ids = names.map(() => v7());
      const { rows } = await sql<{ id: string; name: string }>`
        with named as (
          select * from unnest(${ids}::uuid[], ${ids.map(guestName)}::text[], ${names}::text[]) as n (id, username, name)
        ), written as (
          insert into users (id, username, email, password_hash, display_name, guest_of)
          select distinct on (lower(name)) id, username, username || '@guest.invalid', '!', name, ${ownerId}::uuid
          from named order by lower(name)
          on conflict (guest_of, lower(display_name)) where guest_of is not null
          do update set updated_at = now()
          returning id, display_name
        )
        select written.id, named.name from named join written on lower(display_name) = lower(name)`.execute(
        db,
      );
      return new Map(rows.map(({ id, name }) => [name, id]));
    },
  };
}

/** Whether somebody else has brought the same sheet in, or taken a code or an id, or each waited for the other. */
function isTaken(error: unknown): boolean {
  return (
    isDeadlock(error) ||
    ['uq_games_sheet', 'pk_games', 'ix_games_room_code'].some((name) => isUniqueViolation(error, name))
  );
}

/** No address that somebody can register with: it has no dot. */
const keeperEmail = 'archive@keeper';

/** The account of the archive, with which nobody logs in. */
export async function keeperOf(db: Db): Promise<string> {
  const id = v7();
  const { rows } = await sql<{ id: string }>`
    insert into users (id, username, email, password_hash, display_name)
    values (${id}::uuid, case when exists (select 1 from users where lower(username) = 'archive')
      then ${`archive-${id.slice(-12)}`} else 'archive' end, ${keeperEmail}, '!', 'Archive')
    on conflict (email) do update set updated_at = now() returning id`.execute(db);
  const [keeper] = rows;
  if (!keeper) throw new Error('the archive was neither found nor made');
  return keeper.id;
}

/** Ids that follow from the sheets, so that what ended at the same moment counts in the same order in every database. */
async function gameIds(db: Db, games: readonly ImportedGame[]): Promise<string[]> {
  // Where somebody else has a sheet of this name, its scope tells them apart.
  const candidates = games.map(({ scope, sheetId }) =>
    [sheetNamespace, scope].map((space) => v5(`sheet ${sheetId}`, space)),
  );
  const { rows } = await sql<{ id: string }>`
    select id from games where id = any(${candidates.flat()}::uuid[])`.execute(db);
  const taken = new Set(rows.map(({ id }) => id));
  return candidates.map((ids) => {
    const id = ids.find((one) => !taken.has(one)) ?? v7();
    taken.add(id);
    return id;
  });
}

const sheetNamespace = '5b1c7e0a-3f0d-4f0e-9d53-7768697374ff';

/** Letters and digits that cannot be mistaken for one another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Room codes that no game has. */
async function freeCodes(db: Db, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    while (codes.size < count)
      codes.add(Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join(''));
    const { rows } = await sql<{ code: string }>`
      select room_code as code from games where room_code = any(${[...codes]}::text[])`.execute(db);
    for (const { code } of rows) codes.delete(code);
  }
  return [...codes];
}
