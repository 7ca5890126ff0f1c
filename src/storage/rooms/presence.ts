import { sql } from 'kysely';
import type { Pulse, RoomStore, Seen } from '../../rooms/index.ts';
import type { Db } from '../schema/db.ts';

/** Nodes say every few seconds that they are alive. A node that is silent for so long counts as dead. */
const silentFor = 20; // seconds

/** The identity of this server on the database. */
export interface NodeIdentity {
  readonly id: string;
  /** Whether the database can have only one node. Then all other nodes in its table are dead. */
  readonly isAlone: boolean;
}

type PresenceStore = Pick<RoomStore, 'setConnected' | 'pulse'>;

/** The users at each table, on all nodes. */
export function createPresenceStore(db: Db, node: NodeIdentity): PresenceStore {
  return {
    async setConnected(gameId, userId, connected) {
      const { rows } = await sql<Seen>`
        with mine as (
          insert into presences as p (game_id, user_id, node_id, is_connected)
          values (${gameId}::uuid, ${userId}::uuid, ${node.id}::uuid, ${connected})
          on conflict (game_id, user_id, node_id) do update
          set is_connected = excluded.is_connected,
              since = case when p.is_connected = excluded.is_connected then p.since else now() end
          returning is_connected, since
        ), others as (
          select is_connected, since from presences
          where game_id = ${gameId}::uuid and user_id = ${userId}::uuid and node_id <> ${node.id}::uuid
        ), seen as (
          select ${connectedSince} from (select * from mine union all select * from others) as p
        ), forgotten as (
          delete from presences
          where game_id = ${gameId}::uuid and user_id = ${userId}::uuid and node_id <> ${node.id}::uuid
            and not is_connected
        ), listed as (
          update game_players set is_connected = seen.connected from seen
          where game_id = ${gameId}::uuid and user_id = ${userId}::uuid
        )
        select ${userId} as "userId", connected, since from seen`.execute(db);
      const [seen] = rows;
      if (!seen) throw new Error('a presence was not written down');
      return seen;
    },

    async pulse(gameIds) {
      const { rows: beats } = await sql<{ now: Date; otherNodes: number }>`
        with alive as (
          insert into nodes (id) values (${node.id}::uuid) on conflict (id) do update set seen_at = now()
        ), dead as (
          delete from nodes
          where id <> ${node.id}::uuid and (${node.isAlone} or seen_at < now() - ${silentFor} * interval '1 second')
          returning id, seen_at
        ), gone as (
          update presences p set is_connected = false, since = greatest(p.since, dead.seen_at)
          from dead where p.node_id = dead.id and p.is_connected
          returning p.game_id, p.user_id
        ), listed as (
          update game_players gp set is_connected = false
          from gone where gp.game_id = gone.game_id and gp.user_id = gone.user_id
        )
        select now() as now,
          (select count(*) from nodes where id <> ${node.id}::uuid and id not in (select id from dead))
            as "otherNodes"`.execute(db);
      const { rows } = await sql<Omit<Pulse, 'seen'> & { [P in keyof Seen]: Seen[P] | null }>`
        select g.id as "gameId", g.version, p.user_id as "userId", ${connectedSince}
        from games g left join presences p on p.game_id = g.id
        where g.id = any(${gameIds}::uuid[])
        group by g.id, g.version, p.user_id`.execute(db);
      const games = Map.groupBy(rows, ({ gameId }) => gameId);
      return {
        now: beats[0]?.now ?? new Date(),
        otherNodes: beats[0]?.otherNodes ?? 0,
        games: [...games].map(([gameId, [first, ...others]]) => ({
          gameId,
          version: first?.version ?? 0,
          seen: [first, ...others].flatMap((row) => (row && isSeen(row) ? row : [])),
        })),
      };
    },
  };
}

/** A user is here if any node has a terminal. `since` is when the first came, or when the last one left. */
const connectedSince = sql.raw(`bool_or(p.is_connected) as connected,
  coalesce(min(p.since) filter (where p.is_connected), max(p.since)) as since`);

function isSeen(row: { [P in keyof Seen]: Seen[P] | null }): row is Seen {
  return row.userId !== null && row.connected !== null && row.since !== null;
}
