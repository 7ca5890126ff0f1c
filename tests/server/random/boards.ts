import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { GamePage, Params } from '../../../src/protocol/index.ts';
import { lifetime } from '../lifetime.ts';
import type { Evening } from './evening.ts';

type Asked = Params<'stats.leaderboard'>;

/** Checks leaderboards against the games: all games, those of a group, of one rule profile, and of a time. */
export async function expectBoards(evening: Evening): Promise<void> {
  const games = await evening.counted();
  const inGroup = new Set(
    evening.games.filter(({ final }) => final.groupId === evening.groupId).map(({ final }) => final.gameId),
  );
  const [{ rules } = { rules: null }] = games;
  if (!rules) throw new Error('there are games');
  const boards: readonly (readonly [Asked, readonly GamePage[]])[] = [
    [{ rules: 'all' }, games],
    [{ rules: 'all', groupId: evening.groupId }, games.filter(({ gameId }) => inGroup.has(gameId))],
    [
      { rules: rules as NonNullable<Params<'room.create'>['rules']> },
      games.filter((game) => isDeepStrictEqual(game.rules, rules)),
    ],
    [{ rules: 'all', since: '2000-01-01' }, games],
    [{ rules: 'all', until: '2000-01-01' }, []],
  ];
  for (const [params, counted] of boards) {
    const lines = linesOf(evening, counted, games);
    for (const by of ['wins', 'points', 'games', 'winRate', 'contractRate'] as const)
      await expectBoard(evening, { ...params, by }, lines);
  }
}

type Line = ReturnType<typeof linesOf>[number];

/** The line of each player on a board of some of the games; ratings count all of them. */
function linesOf({ players }: Evening, counted: readonly GamePage[], all: readonly GamePage[]) {
  return players.flatMap(({ user }) => {
    const { totalGames, totalWins, totalPoints, winRate, contractRate } = lifetime(user.id, counted);
    const { rating, provisional } = lifetime(user.id, all);
    if (totalGames === 0) return [];
    const { id: userId, username, displayName } = user;
    const counts = { totalGames, totalWins, totalPoints, winRate, contractRate };
    return { userId, username, displayName, guest: false, ...counts, rating, provisional };
  });
}

const columns = {
  wins: 'totalWins',
  points: 'totalPoints',
  games: 'totalGames',
  winRate: 'winRate',
  contractRate: 'contractRate',
} as const;

async function expectBoard(
  { players }: Evening,
  params: Asked & { readonly by: keyof typeof columns },
  lines: readonly Line[],
): Promise<void> {
  const value = (line: Line) => line[columns[params.by]];
  const board = await players[0].call('stats.leaderboard', params);
  expect(board.players).toHaveLength(lines.length);
  for (const line of lines) {
    const place = 1 + lines.filter((other) => value(other) > value(line)).length;
    expect(board.players.find(({ userId }) => userId === line.userId)).toEqual({ place, ...line });
  }
  const places = board.players.map(({ place }) => place);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(board.me).toEqual(board.players.find(({ userId }) => userId === players[0].user.id) ?? null);
}
