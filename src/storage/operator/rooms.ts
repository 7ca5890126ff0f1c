import { sql } from 'kysely';
import type { OperatorStore, Page } from '../../operator/index.ts';
import type { OpenRoom } from '../../protocol/index.ts';
import type { Db } from '../schema/db.ts';
import { cursorOf, pageOf } from './page.ts';

interface RoomRow extends Omit<OpenRoom, 'createdAt' | 'lastAction' | 'gameId'> {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastAction: Date;
}

/** A page of open rooms, the one with the oldest last action first. */
export async function readRooms(db: Db, cursor: string | null, limit: number): Promise<Page<OpenRoom>> {
  const after = cursor === null ? null : cursorOf(cursor);
  const { rows } = await sql<RoomRow>`
    with open as (
      select g.id, g.room_code as code, g.status, g.current_round_number as round, g.created_at as "createdAt",
        date_trunc('milliseconds', (select max(created_at) from game_events where game_id = g.id)) as "lastAction"
      from games g where g.status <> 'finished'
    )
    select open.*, coalesce((
        select jsonb_agg(jsonb_build_object('seat', p.seat_position, 'displayName', p.display_name,
          'username', case when u.guest_of is null then u.username end,
          'connected', u.guest_of is null and p.is_connected) order by p.seat_position)
        from game_players p join users u on u.id = p.user_id where p.game_id = open.id), '[]') as players
    from open
    where ${after ? sql`("lastAction", id) > (${after.at}, ${after.id}::uuid)` : sql`true`}
    order by "lastAction", id limit ${limit + 1}`.execute(db);
  return pageOf(rows, {
    limit,
    at: ({ lastAction }) => lastAction,
    line: ({ id: gameId, createdAt, lastAction, ...room }) => ({
      ...room,
      gameId,
      createdAt: createdAt.toISOString(),
      lastAction: lastAction.toISOString(),
    }),
  });
}

/** The game of a room, open or over. */
export async function gameOf(db: Db, code: string): ReturnType<OperatorStore['game']> {
  const { rows } = await sql<{ gameId: string; status: OpenRoom['status'] }>`
    select id as "gameId", status from games where room_code = ${code}`.execute(db);
  return rows[0] ?? null;
}
