/**
 * The queries of section 12 of the schema design, and the indexes they use. Each is one statement for any
 * number of rows. A test asks the planner which index it uses.
 */
import { sql, type RawBuilder } from 'kysely';
import type { GameLine, GamePage, RoomLine } from '../../protocol/index.ts';
import type { Seat } from '../../rules/index.ts';
import type { Db } from '../schema/db.ts';
import { mayRead } from './reading.ts';

/** A user as others see them. */
export const userColumns = sql.raw('u.id, u.username, u.display_name as "displayName"');

/** The user name of the user `u`; null for a guest and for an account that is deleted. */
export const accountName = sql.raw('case when u.guest_of is null and u.is_active then u.username end');

/** A share of a whole in percent, with one decimal; 0 if the whole is 0. */
export const percent = (part: string, whole: string) =>
  sql.raw(`coalesce(round(100.0 * ${part} / nullif(${whole}, 0), 1), 0)::float8`);

/** The running game with this room code: `ix_games_active_room_code`. */
export const activeRoom = (code: string): RawBuilder<{ readonly id: string }> => sql`
  select id from games where room_code = ${code} and status <> 'finished'`;

/** The players of a game, by seat: `ix_game_players_game_id`, or the sorted `uq_game_players_game_seat`. */
export const playersOf = (
  gameId: string,
): RawBuilder<{
  readonly seat: Seat;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly guest: boolean;
  readonly winner: boolean;
}> => sql`
  select gp.seat_position as seat, gp.user_id as "userId", u.username, gp.display_name as "displayName",
    u.guest_of is not null as guest, gp.is_winner as winner
  from game_players gp join users u on u.id = gp.user_id
  where gp.game_id = ${gameId}::uuid
  order by gp.seat_position`;

/**
 * Players who lost their seat to another player during the game, and the rounds they played:
 * `ix_rounds_game_number`.
 */
export const replacedIn = (
  gameId: string,
): RawBuilder<GamePage['replaced'][number] & { readonly username: string | null }> => sql`
  select rp.seat_position as seat, u.id as "userId", u.display_name as "displayName", ${accountName} as username, min(r.round_number) as first,
    max(r.round_number) as last
  from rounds r join round_players rp on rp.round_id = r.id join users u on u.id = rp.user_id
  where r.game_id = ${gameId}::uuid and r.phase = 'complete' and not exists (
    select 1 from game_players
    where game_id = r.game_id and seat_position = rp.seat_position and user_id = rp.user_id)
  group by rp.seat_position, u.id order by rp.seat_position, first`;

/**
 * Finished rounds of a game, with the contracts, tricks and scores of every seat. With a number, only this
 * round: `ix_rounds_game_number`.
 */
export const roundsOf = <T>(gameId: string, number: number | null = null): RawBuilder<T> => sql`
  select r.round_number as number, (r.round_number - 1) % 4 as dealer, r.frisch_count as "frischCount",
    jsonb_build_object('seat', max(rp.seat_position) filter (where rp.user_id = r.trump_winner_id),
      'amount', r.trump_bid_amount, 'suit', r.trump_suit) as trump,
    jsonb_agg(rp.contract_bid order by rp.seat_position) as contracts,
    jsonb_agg(rp.tricks_won order by rp.seat_position) as tricks, r.game_type as type,
    jsonb_agg(rp.score order by rp.seat_position) as scores
  from rounds r join round_players rp on rp.round_id = r.id
  where r.game_id = ${gameId}::uuid and r.phase = 'complete' and ${number === null ? sql`true` : sql`r.round_number = ${number}`}
  group by r.id
  order by r.round_number`;

/** The condition that finds the game `g` by its id or room code; null for a text that is neither. */
export function gameNamed(id: string): RawBuilder<boolean> | null {
  if (/^[0-9A-Z]{6}$/i.test(id)) return sql`g.room_code = ${id.toUpperCase()}`;
  return isUuid(id) ? sql`g.id = ${id}::uuid` : null;
}

export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Rooms with a running game that a user may see, the last used first: `ix_games_active_room_code`. */
export const activeRoomsOf = (userId: string): RawBuilder<RoomLine> => sql`
  select g.room_code as code, g.id as "gameId", g.status, g.current_round_number as round, gr.name as "group",
    coalesce((select jsonb_agg(display_name order by seat_position) from game_players where game_id = g.id), '[]')
      as players
  from games g left join groups gr on gr.id = g.group_id
  where g.status <> 'finished' and ${mayRead(userId)}
  order by g.updated_at desc limit 20`;

/** Whether a user is in a group. */
export async function isGroupMember(db: Db, groupId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from group_members where group_id = ${groupId}::uuid and user_id = ${userId}::uuid`.execute(db);
  return rows.length > 0;
}

/** Where a page of games ends: the next page has the games that ended before it. */
export interface Cursor {
  readonly endedAt: Date;
  readonly gameId: string;
}

type HistoryRow = Omit<GameLine, 'endedAt' | 'players'> & {
  readonly endedAt: Date;
  readonly players: readonly (GameLine['players'][number] & { readonly username: string | null })[];
};

/**
 * A page of a user's finished games that `viewerId` may see, newest first, without rooms in which no round was finished; for users themselves also the games
 * that they hosted without a seat. Every page costs the same, because of the cursor: `ix_game_players_user_id`.
 */
export const historyOf = (
  userId: string,
  {
    viewerId,
    before,
    limit,
  }: { readonly viewerId: string; readonly before: Cursor | null; readonly limit: number },
): RawBuilder<HistoryRow> => sql`
  with mine as (
    select game_id as id from game_players where user_id = ${userId}::uuid
    ${userId === viewerId ? sql`union select id from games where admin_id = ${userId}::uuid` : sql``}
  ), page as (
    select g.id, g.room_code, g.ended_at, g.current_round_number
    from mine join games g on g.id = mine.id
    where g.status = 'finished' and g.current_round_number > 0
      and ${before ? sql`(g.ended_at, g.id) < (${before.endedAt}, ${before.gameId}::uuid)` : sql`true`}
      and ${mayRead(viewerId)}
    order by g.ended_at desc, g.id desc
    limit ${limit}
  )
  select page.id as "gameId", page.room_code as code, page.ended_at as "endedAt",
    page.current_round_number as rounds, seated.players
  from page cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('seat', gp.seat_position, 'userId', gp.user_id,
      'displayName', gp.display_name, 'username', ${accountName}, 'score', gp.final_score, 'winner', gp.is_winner)
      order by gp.seat_position), '[]') as players
    from game_players gp join users u on u.id = gp.user_id where gp.game_id = page.id) as seated
  order by page.ended_at desc, page.id desc`;
