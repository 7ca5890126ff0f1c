import { sql } from 'kysely';
import { namedApart, toldApart } from '../../protocol/alike.ts';
import type { GamePage } from '../../protocol/index.ts';
import type { HistoryStore } from '../../history/index.ts';
import { add, highlights, type FinishedRound, type PerSeat } from '../../rules/index.ts';
import { readLeaderboard } from './leaderboard.ts';
import { readBests, readOpponents, readPlayer } from './players.ts';
import {
  activeRoomsOf,
  gameNamed,
  historyOf,
  playersOf,
  replacedIn,
  roundsOf,
  type Cursor,
} from './queries.ts';
import { mayRead, playerShownTo } from './reading.ts';
import type { Db } from '../schema/db.ts';

type GameHead = Pick<GamePage, 'gameId' | 'code' | 'status' | 'rules' | 'length' | 'startingScores'> & {
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

/** The history in PostgreSQL or PGlite. */
export function createHistoryStore(db: Db): HistoryStore {
  return {
    async rooms(userId) {
      const { rows } = await activeRoomsOf(userId).execute(db);
      return rows;
    },

    async gameId(userId, id) {
      const named = gameNamed(id);
      if (!named) return null;
      const { rows } = await sql<{ id: string }>`
        select g.id from games g where ${named} and ${mayRead(userId)}`.execute(db);
      return rows[0]?.id ?? null;
    },

    async game(userId, id) {
      const named = gameNamed(id);
      if (!named) return null;
      const { rows } = await sql<GameHead>`
        select g.id as "gameId", g.room_code as code, g.status, g.created_at as "createdAt",
          g.ended_at as "endedAt",
          g.rules, g.length, g.starting_scores as "startingScores"
        from games g
        where ${named} and ${mayRead(userId)}`.execute(db);
      const [head] = rows;
      if (!head) return null;
      const { rows: players } = await playersOf(head.gameId).execute(db);
      const { rows: gone } = await replacedIn(head.gameId).execute(db);
      const { rows: rounds } = await roundsOf<FinishedRound>(head.gameId).execute(db);
      const totals = rounds.reduce<PerSeat<number>>(
        (sum, { scores }) => add(sum, scores),
        head.startingScores,
      );
      const createdAt = head.createdAt.toISOString();
      const endedAt = head.endedAt?.toISOString() ?? null;
      const winners = players.flatMap(({ seat, winner }) => (winner ? seat : []));
      const told = { ...head, rounds, winners: winners.length > 0 ? winners : null };
      const seated = players.map((one) => ({ ...one, username: one.guest ? null : one.username }));
      const apart = toldApart([...seated, ...gone]);
      return {
        ...head,
        createdAt,
        endedAt,
        players: players.map((one) => ({ ...one, ...apart(one.userId) })),
        replaced: gone.map((one) => {
          const { username: _, ...named } = one;
          return { ...named, ...apart(one.userId) };
        }),
        rounds,
        totals: [...totals],
        highlights: highlights(told),
      };
    },

    bests: (gameId) => readBests(db, gameId),

    leaderboard: (viewer, board) => readLeaderboard(db, viewer, board),

    opponents: (viewer, username) => readOpponents(db, viewer, username),

    async finished(viewer, username, { before, limit }) {
      const userId = await playerShownTo(db, viewer, username);
      if (userId === null) return null;
      const { rows } = await historyOf(userId, {
        viewerId: viewer.userId,
        before: before === null ? null : cursorOf(before),
        limit: limit + 1,
      }).execute(db);
      const games = rows.slice(0, limit).map((game) => {
        return { ...game, endedAt: game.endedAt.toISOString(), players: namedApart(game.players) };
      });
      const last = games.at(-1);
      return { games, next: rows.length > limit && last ? `${last.endedAt}_${last.gameId}` : null };
    },

    player: (viewer, username) => readPlayer(db, viewer, username),
  };
}

/** The cursor in a text that has passed the gate: when the last game of the page before ended, and its id. */
function cursorOf(text: string): Cursor {
  const [endedAt = '', gameId = ''] = text.split('_');
  return { endedAt: new Date(endedAt), gameId };
}
