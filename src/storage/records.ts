import { sql, type Kysely } from 'kysely';
import type { GameRecord, PlayerPage } from '../protocol/index.ts';
import type { RecordStore } from '../records/index.ts';
import { add, type FinishedRound, type PerSeat } from '../rules/index.ts';
import { historyOf, isVisibleTo, leaderboard, percent, playersOf, roundsOf, type Cursor } from './queries.ts';

type GameHead = Pick<GameRecord, 'gameId' | 'code' | 'status' | 'rules' | 'length' | 'startingScores'> & {
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

/** The record in PostgreSQL or PGlite. */
export function createRecordStore(db: Kysely<unknown>): RecordStore {
  return {
    async game(userId, id) {
      const isCode = /^[0-9A-Z]{6}$/i.test(id);
      if (!isCode && !isUuid(id)) return null;
      const { rows } = await sql<GameHead>`
        select g.id as "gameId", g.room_code as code, g.status, g.created_at as "createdAt",
          g.ended_at as "endedAt",
          g.rules, g.length, g.starting_scores as "startingScores"
        from games g
        where ${isCode ? sql`g.room_code = ${id.toUpperCase()}` : sql`g.id = ${id}::uuid`}
          and ${isVisibleTo(userId)}`.execute(db);
      const [head] = rows;
      if (!head) return null;
      const { rows: players } = await playersOf(head.gameId).execute(db);
      const { rows: rounds } = await roundsOf<FinishedRound>(head.gameId).execute(db);
      const totals = rounds.reduce<PerSeat<number>>(
        (sum, { scores }) => add(sum, scores),
        head.startingScores,
      );
      const createdAt = head.createdAt.toISOString();
      const endedAt = head.endedAt?.toISOString() ?? null;
      return { ...head, createdAt, endedAt, players, rounds, totals: [...totals] };
    },

    async leaderboard(limit) {
      const { rows } = await leaderboard('wins', limit).execute(db);
      return { players: rows };
    },

    async history(viewerId, username, { before, limit }) {
      const { rows: users } = await sql<{ id: string }>`
        select id from users where lower(username) = lower(${username})`.execute(db);
      const [user] = users;
      if (!user) return null;
      const { rows } = await historyOf(user.id, {
        viewerId,
        before: before === null ? null : cursorOf(before),
        limit: limit + 1,
      }).execute(db);
      const games = rows.slice(0, limit).map((game) => ({ ...game, endedAt: game.endedAt.toISOString() }));
      const last = games.at(-1);
      return { games, next: rows.length > limit && last ? `${last.endedAt}_${last.gameId}` : null };
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

/** A cursor as it was given out, and has passed the gate: when the last game shown ended, and its id. */
function cursorOf(text: string): Cursor {
  const [endedAt = '', gameId = ''] = text.split('_');
  return { endedAt: new Date(endedAt), gameId };
}

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
