import { sql } from 'kysely';
import { foldedName } from '../../protocol/index.ts';
import type { RoomStore } from '../../rooms/index.ts';
import { guestsNamed } from '../accounts/guests.ts';
import { hasAgreed, offer } from '../accounts/offers.ts';
import { isUniqueViolation } from '../database/conflict.ts';
import { activeRoom, isGroupMember } from '../history/queries.ts';
import { mayReadGame } from '../history/reading.ts';
import { rowsOf } from '../projection/rows.ts';
import { insertGames } from '../projection/save.ts';
import type { Db, Row } from '../schema/db.ts';
import { append } from '../log/append.ts';
import { commitRooms } from '../log/commit.ts';
import { entryOf } from '../log/entries.ts';
import { createPresenceStore, type NodeIdentity } from './presence.ts';

/** Rooms in PostgreSQL or PGlite. */
export function createRoomStore(db: Db, node: NodeIdentity): RoomStore {
  return {
    ...createPresenceStore(db, node),

    async create(room, entries) {
      try {
        await db.transaction().execute(async (trx) => {
          await insertGames(trx, [{ ...rowsOf(room), trump_bids: [] }]);
          await append(
            trx,
            entries.map((entry) => ({ gameId: room.gameId, entry })),
          );
        });
        return 'created';
      } catch (error) {
        if (isUniqueViolation(error, 'pk_games')) return 'exists';
        if (isUniqueViolation(error, 'ix_games_room_code')) return 'code_taken';
        throw error;
      }
    },

    async load(key, { after = 0, upTo = 2 ** 31 - 1 } = {}) {
      const game =
        'code' in key
          ? // Look among open rooms first: most requests are for them, and they have their own index.
            sql`coalesce((${activeRoom(key.code)}), (select id from games where room_code = ${key.code}))`
          : sql`${key.gameId}::uuid`;
      const { rows } = await sql<Row<'game_events'>>`
        select e.* from game_events e
        where e.game_id = ${game} and e.seq > ${after} and e.seq <= ${upTo}
        order by e.seq`.execute(db);
      const [first] = rows;
      return first ? { gameId: first.game_id, entries: rows.map(entryOf) } : null;
    },

    commit: (commits) => commitRooms(db, commits),

    async drop(gameId) {
      await db.deleteFrom('games').where('id', '=', gameId).where('current_round_number', '=', 0).execute();
    },

    async abandoned(before) {
      const { rows } = await sql<{ code: string }>`
        select g.room_code as code from games g
        where g.status not in ('waiting', 'finished')
          and (select max(created_at) from game_events where game_id = g.id) < ${before}
        order by g.id`.execute(db);
      return rows.map(({ code }) => code);
    },

    async guest(hostId, displayName) {
      const guest = (await guestsNamed(db, hostId, [displayName])).get(displayName);
      if (guest === undefined) throw new Error('a guest was neither found nor added');
      return guest;
    },

    async account({ userId, username = '' }) {
      const named =
        userId === undefined ? sql`username_folded = ${foldedName(username)}` : sql`id = ${userId}::uuid`;
      const { rows } = await sql<{ userId: string; displayName: string; username: string }>`
        select id as "userId", display_name as "displayName", username from users
        where ${named} and is_active and guest_of is null`.execute(db);
      return rows[0] ?? null;
    },

    async hasAgreed(userId, from) {
      const { rows } = await sql`
        select 1 from users u where u.id = ${userId}::uuid and ${hasAgreed(from)}`.execute(db);
      return rows.length > 0;
    },

    offer: (account, from) => db.transaction().execute((trx) => offer(trx, account, from)),
    mayRead: (gameId, userId) => mayReadGame(db, gameId, userId),

    isGroupMember: (groupId, userId) => isGroupMember(db, groupId, userId),
  };
}
