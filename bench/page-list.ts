import { leaderboardOrders, type Group, type HistoryPage, type RoomState } from '../src/protocol/index.ts';
import type { BenchSocket } from './socket.ts';
import { call } from './table.ts';

/** A page with the request that asks for it. */
export type Page = readonly [name: string, method: string, params: object];

/** The pages that a player of many games may ask for. `oldest` is a game with a long log. */
export async function pagesOf(socket: BenchSocket, oldest: RoomState, totalGames: number): Promise<Page[]> {
  const { groups } = await call<{ groups: Group[] }>(socket, 'group.list', {});
  const { groupId = '' } = groups.toSorted((a, b) => b.totalGames - a.totalGames)[0] ?? {};
  const since = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000).toISOString();
  const { games } = await call<HistoryPage>(socket, 'stats.history', { limit: 1 });
  const before = await cursorAfter(socket, totalGames / 2);
  const id = oldest.gameId;
  return [
    ...leaderboardOrders.map((by): Page => [`stats.leaderboard ${by}`, 'stats.leaderboard', { by }]),
    ['stats.leaderboard of a group', 'stats.leaderboard', { groupId }],
    ['stats.leaderboard of a year', 'stats.leaderboard', { since }],
    ['stats.leaderboard of all rules', 'stats.leaderboard', { rules: 'all' }],
    ['stats.leaderboard of all rules, a year', 'stats.leaderboard', { rules: 'all', since }],
    ['stats.player', 'stats.player', {}],
    ['stats.opponents', 'stats.opponents', {}],
    ['stats.history', 'stats.history', {}],
    ['stats.history in the middle', 'stats.history', before === null ? {} : { before }],
    ['stats.group', 'stats.group', { groupId }],
    ['group.list', 'group.list', {}],
    ['game.get', 'game.get', { id: games[0]?.gameId }],
    ['game.log', 'game.log', { id }],
    ['game.log, its end', 'game.log', { id, after: oldest.version - 50 }],
  ];
}

/** The cursor of a history after so many games. */
async function cursorAfter(socket: BenchSocket, games: number): Promise<string | null> {
  let next: string | null = null;
  for (let seen = 0; seen < games; seen += 100) {
    const params: object = { limit: 100, ...(next !== null && { before: next }) };
    ({ next } = await call<HistoryPage>(socket, 'stats.history', params));
  }
  return next;
}
