import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { LogEntry, RoomAction, RoomStore } from '../../rooms/index.ts';
import type { Seat } from '../../rules/index.ts';
import { commitRooms, eventRow, replaceGamePlayers } from './commit.ts';
import { guestName } from '../accounts/guests.ts';
import { activeRoom, isGroupMember } from '../history/queries.ts';
import { isUniqueViolation } from '../database/unique.ts';
import { createPresenceStore, type NodeIdentity } from './presence.ts';
import { gamePlayerRows } from '../projection/projection.ts';
import type { Db } from '../schema/db.ts';

export interface EventRow {
  readonly game_id: string;
  readonly seq: number;
  readonly type: string;
  readonly payload: Record<string, unknown> & { actingFor?: LogEntry['actingFor'] };
  readonly actor_id: string;
  readonly seat: Seat | null;
  readonly command_id: string | null;
  readonly at: Date;
}

/** Rooms in PostgreSQL or PGlite. */
export function createRoomStore(db: Db, node: NodeIdentity): RoomStore {
  return {
    ...createPresenceStore(db, node),

    async create(room, entry) {
      const { rules, length, startingScores } = room.history.game;
      try {
        await db.transaction().execute(async (trx) => {
          await sql`
            insert into games (id, room_code, admin_id, group_id, version, rules, length, starting_scores)
            values (${room.gameId}::uuid, ${room.code}, ${room.hostId}::uuid, ${room.groupId}::uuid, ${room.version},
              ${JSON.stringify(rules)}::jsonb, ${length && JSON.stringify(length)}::jsonb,
              ${JSON.stringify(startingScores)}::jsonb)`.execute(trx);
          const event = eventRow(room.gameId, entry);
          await sql`
            insert into game_events (id, game_id, seq, type, payload, actor_id, seat, command_id, created_at)
            values (${event.id}::uuid, ${event.game_id}::uuid, ${event.seq}, ${event.type},
              ${JSON.stringify(event.payload)}::jsonb, ${event.actor_id}::uuid, ${event.seat},
              ${event.command_id}::uuid, ${event.created_at})`.execute(trx);
          await replaceGamePlayers(trx, room.gameId, gamePlayerRows(room, entry));
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
          ? // Nearly every room that is asked for is being played in, and those have an index of their own.
            sql`coalesce((${activeRoom(key.code)}), (select id from games where room_code = ${key.code}))`
          : sql`${key.gameId}::uuid`;
      const { rows } = await sql<EventRow>`
        select e.game_id, e.seq, e.type, e.payload, e.actor_id, e.seat, e.command_id,
          e.created_at as at
        from game_events e
        where e.game_id = ${game} and e.seq > ${after} and e.seq <= ${upTo}
        order by e.seq`.execute(db);
      const [first] = rows;
      return first ? { gameId: first.game_id, entries: rows.map(entryOf) } : null;
    },

    commit: (commits) => commitRooms(db, commits),

    async guest(hostId, displayName) {
      const id = v7();
      const { rows } = await sql<{ id: string }>`
        insert into users (id, username, email, password_hash, display_name, guest_of)
        values (${id}::uuid, ${guestName(id)}, ${`${guestName(id)}@guest.invalid`}, '!', ${displayName}, ${hostId}::uuid)
        on conflict (guest_of, lower(display_name)) where guest_of is not null
        do update set updated_at = now()
        returning id`.execute(db);
      const [guest] = rows;
      if (!guest) throw new Error('a guest was neither found nor written down');
      return guest.id;
    },

    async account({ userId, username }) {
      const named =
        userId === undefined ? sql`lower(username) = lower(${username})` : sql`id = ${userId}::uuid`;
      const { rows } = await sql<{ userId: string; displayName: string }>`
        select id as "userId", display_name as "displayName" from users
        where ${named} and is_active and guest_of is null`.execute(db);
      return rows[0] ?? null;
    },

    isGroupMember: (groupId, userId) => isGroupMember(db, groupId, userId),
  };
}

// The log was written by `eventRow` and is folded with every rule checked, so its shape is taken for granted.
export function entryOf(row: EventRow): LogEntry {
  const { actingFor, ...payload } = row.payload;
  return {
    seq: row.seq,
    action: { type: row.type, ...payload } as RoomAction,
    actorId: row.actor_id,
    seat: row.seat,
    actingFor,
    commandId: row.command_id,
    at: row.at,
  };
}
