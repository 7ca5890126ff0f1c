import { sql } from 'kysely';
import type { Db } from '../../src/storage/schema/db.ts';

/** The size of the database for the tests of query plans. */
export const size = { users: 2_000, groups: 200, games: 100_000, withRounds: 5_000 } as const;

/** Ids that follow from a number, so that a test can name a row. */
export const idOf = (kind: 'user' | 'group' | 'game' | 'round', n: number) =>
  `00000000-0000-4000-8000-${{ user: 1, group: 2, game: 3, round: 4 }[kind]}${String(n).padStart(11, '0')}`;

const id = (kind: 'user' | 'group' | 'game' | 'round', n: string) =>
  sql.raw(
    `('00000000-0000-4000-8000-${{ user: 1, group: 2, game: 3, round: 4 }[kind]}' || lpad((${n})::text, 11, '0'))::uuid`,
  );

/** A club after many years: each game has four of its users, nearly all games are over, some have rounds. */
export async function fill(db: Db): Promise<void> {
  const { users, groups, games, withRounds } = size;
  const statements = [
    sql`
      insert into users (id, username, username_folded, email, password_hash, display_name, display_name_folded)
      select ${id('user', 'n')}, 'user' || n, 'user' || n, 'user' || n || '@example.org', '!', 'User ' || n, 'user ' || n
      from generate_series(1, ${users}::integer) n`,
    sql`
      insert into groups (id, name, created_by)
      select ${id('group', 'n')}, 'Group ' || n, ${id('user', 'n')} from generate_series(1, ${groups}::integer) n`,
    sql`
      insert into group_members (id, group_id, user_id)
      select gen_random_uuid(), ${id('group', 'n')}, ${id('user', '1 + (n * 7 + k * 131) % 2000')}
      from generate_series(1, ${groups}::integer) n, generate_series(0, 9) k on conflict do nothing`,
    sql`
      insert into games (id, room_code, admin_id, group_id, status, version, current_round_number, created_at, ended_at)
      select ${id('game', 'n')}, upper(lpad(to_hex(n), 6, '0')), ${id('user', '1 + n % 2000')},
        case when n % 2 = 0 then ${id('group', '1 + n % 200')} end,
        case when n % 1000 = 0 then 'playing' else 'finished' end::game_status, 100, 2,
        now() - n * interval '1 hour', case when n % 1000 <> 0 then now() - n * interval '1 hour' end
      from generate_series(1, ${games}::integer) n`,
    sql`
      insert into game_players (id, game_id, user_id, display_name, seat_position, final_score, is_winner)
      select gen_random_uuid(), ${id('game', 'n')}, ${id('user', '1 + (n + seat * 499) % 2000')}, 'User', seat,
        case when n % 1000 <> 0 then (n * (seat + 3)) % 400 end, seat = n % 4
      from generate_series(1, ${games}::integer) n, generate_series(0, 3) seat`,
    sql`
      insert into rounds (id, game_id, round_number, phase, trump_suit, trump_winner_id, trump_bid_amount)
      select ${id('round', 'n * 2 + r')}, ${id('game', 'n')}, r + 1, 'complete', 'hearts',
        ${id('user', '1 + n % 2000')}, 6
      from generate_series(1, ${withRounds}::integer) n, generate_series(0, 1) r`,
    sql`
      insert into round_players (id, round_id, user_id, seat_position, contract_bid, tricks_won, score, made_contract)
      select gen_random_uuid(), ${id('round', 'n * 2 + r')}, ${id('user', '1 + (n + seat * 499) % 2000')}, seat,
        3, 3, 19, true
      from generate_series(1, ${withRounds}::integer) n, generate_series(0, 1) r, generate_series(0, 3) seat`,
    sql`
      insert into trump_bids (id, round_id, player_id, amount, suit, is_pass)
      select gen_random_uuid(), ${id('round', 'n * 2 + r')}, ${id('user', '1 + (n + k * 499) % 2000')}, 0, null, true
      from generate_series(1, ${withRounds}::integer) n, generate_series(0, 1) r, generate_series(0, 3) k`,
    sql`
      insert into player_stats (id, user_id, total_games, total_wins, total_points)
      select gen_random_uuid(), ${id('user', 'n')}, 1 + n * 7 % 400, n % 97, n * 13 % 9999
      from generate_series(1, ${users}::integer) n`,
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(db);
}
