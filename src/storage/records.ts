import { sql, type Kysely } from 'kysely';
import type { GameRecord, LeaderboardLine, PlayerPage } from '../protocol/index.ts';
import type { RecordStore } from '../records/index.ts';
import { add, type FinishedRound, type PerSeat } from '../rules/index.ts';

type GameHead = Pick<
  GameRecord,
  'gameId' | 'code' | 'status' | 'rules' | 'length' | 'startingScores' | 'players'
> & {
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

const percent = (part: string, whole: string) =>
  sql.raw(`coalesce(round(100.0 * ${part} / nullif(${whole}, 0), 1), 0)::float8`);

/** The record in PostgreSQL or PGlite. */
export function createRecordStore(db: Kysely<unknown>): RecordStore {
  return {
    async game(userId, id) {
      const isCode = /^[0-9A-Z]{6}$/i.test(id);
      if (!isCode && !isUuid(id)) return null;
      const { rows } = await sql<GameHead>`
        select g.id as "gameId", g.room_code as code, g.status, g.created_at as "createdAt",
          g.ended_at as "endedAt",
          g.rules, g.length, g.starting_scores as "startingScores",
          (select coalesce(jsonb_agg(jsonb_build_object('seat', gp.seat_position, 'userId', gp.user_id,
              'username', u.username, 'displayName', gp.display_name, 'guest', u.guest_of is not null,
              'winner', gp.is_winner) order by gp.seat_position), '[]')
            from game_players gp join users u on u.id = gp.user_id where gp.game_id = g.id) as players
        from games g
        where ${isCode ? sql`g.room_code = ${id.toUpperCase()}` : sql`g.id = ${id}::uuid`}
          and (g.admin_id = ${userId}::uuid
            or exists (select 1 from game_players where game_id = g.id and user_id = ${userId}::uuid)
            or exists (select 1 from group_members where group_id = g.group_id and user_id = ${userId}::uuid))`.execute(
        db,
      );
      const [head] = rows;
      if (!head) return null;
      const rounds = await finishedRounds(db, head.gameId);
      const totals = rounds.reduce<PerSeat<number>>(
        (sum, { scores }) => add(sum, scores),
        head.startingScores,
      );
      const createdAt = head.createdAt.toISOString();
      const endedAt = head.endedAt?.toISOString() ?? null;
      return { ...head, createdAt, endedAt, rounds, totals: [...totals] };
    },

    async leaderboard(limit) {
      const { rows } = await sql<LeaderboardLine>`
        select rank() over (order by s.total_wins desc)::integer as place, u.id as "userId", u.username,
          u.display_name as "displayName", u.guest_of is not null as guest, s.total_games as "totalGames",
          s.total_wins as "totalWins", s.total_points as "totalPoints",
          ${percent('s.total_wins', 's.total_games')} as "winRate",
          ${percent('s.contracts_made', 's.contracts_attempted')} as "contractRate"
        from player_stats s join users u on u.id = s.user_id
        where u.is_active and s.total_games > 0
        order by s.total_wins desc, s.total_points desc, u.username
        limit ${limit}`.execute(db);
      return { players: rows };
    },

    async player(username) {
      const { rows } = await sql<PlayerPage>`
        select u.id as "userId", u.username, u.display_name as "displayName", u.guest_of is not null as guest,
          ${counted('total_games', 'totalGames')}, ${counted('total_rounds', 'totalRounds')},
          ${counted('total_wins', 'totalWins')}, ${counted('total_points', 'totalPoints')},
          ${counted('highest_score', 'highestScore')}, ${counted('lowest_score', 'lowestScore')},
          ${counted('highest_round_score', 'highestRoundScore')},
          ${counted('contracts_attempted', 'contractsAttempted')}, ${counted('contracts_made', 'contractsMade')},
          ${counted('zeros_attempted', 'zerosAttempted')}, ${counted('zeros_made', 'zerosMade')},
          ${counted('trump_wins', 'trumpWins')}, coalesce(s.suit_wins, '{}') as "suitWins",
          coalesce(s.recent_form, '[]') as "recentForm", ${counted('current_streak', 'currentStreak')},
          ${counted('best_streak', 'bestStreak')}, ${percent('s.total_wins', 's.total_games')} as "winRate",
          coalesce(round(1.0 * s.total_points / nullif(s.total_games, 0), 1), 0)::float8 as "averageScore",
          ${percent('s.contracts_made', 's.contracts_attempted')} as "contractRate",
          ${percent('s.zeros_made', 's.zeros_attempted')} as "zeroRate"
        from users u left join player_stats s on s.user_id = u.id
        where lower(u.username) = lower(${username})`.execute(db);
      return rows[0] ?? null;
    },
  };
}

/** A column of `player_stats`, 0 for a player without a game yet. */
function counted(column: string, name: string) {
  return sql.raw(`coalesce(s.${column}, 0) as "${name}"`);
}

async function finishedRounds(db: Kysely<unknown>, gameId: string): Promise<FinishedRound[]> {
  const { rows } = await sql<FinishedRound>`
    select r.round_number as number, (r.round_number - 1) % 4 as dealer, r.frisch_count as "frischCount",
      jsonb_build_object('seat', max(rp.seat_position) filter (where rp.user_id = r.trump_winner_id),
        'amount', r.trump_bid_amount, 'suit', r.trump_suit) as trump,
      jsonb_agg(rp.contract_bid order by rp.seat_position) as contracts,
      jsonb_agg(rp.tricks_won order by rp.seat_position) as tricks, r.game_type as type,
      jsonb_agg(rp.score order by rp.seat_position) as scores
    from rounds r join round_players rp on rp.round_id = r.id
    where r.game_id = ${gameId}::uuid and r.phase = 'complete'
    group by r.id
    order by r.round_number`.execute(db);
  return rows;
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
