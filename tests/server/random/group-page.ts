import { expect } from 'vitest';
import type { GamePage, Result } from '../../../src/protocol/index.ts';
import { seats, standings, type Seat } from '../../../src/rules/index.ts';
import type { Evening } from './evening.ts';

type Page = Result<'stats.group'>;

/** Checks the bests, the pairs and the habits on the page of the group against its games. */
export async function expectGroupPage(evening: Evening): Promise<void> {
  const { players, groupId } = evening;
  const games = (await evening.counted()).filter(({ gameId }) =>
    evening.games.some(({ final }) => final.gameId === gameId && final.groupId === groupId),
  );
  const page = await players[0].call('stats.group', { groupId });
  expectBests(page, games);
  expect(page.players).toHaveLength(4);
  expectPairs(page, evening, games);
  const rounds = games.flatMap((game) => game.rounds);
  expect(page.months.reduce((sum, month) => sum + month.games, 0)).toBe(games.length);
  expect(page.mostActiveDay).toMatch(/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/);
  expect(page.averageRounds).toBeCloseTo(rounds.length / games.length, 0);
  expect(await players[1].refused('stats.group', { groupId })).toBe('group_not_found');
}

function expectBests({ records: bests }: Page, games: readonly GamePage[]): void {
  const rounds = games.flatMap((game) => game.rounds);
  const totals = games.flatMap((game) => game.totals);
  const zeros = games.flatMap((game) =>
    seats.map((seat) => game.rounds.filter((r) => r.contracts[seat] === 0 && r.tricks[seat] === 0).length),
  );
  expect(bests.highestRound?.value).toBe(Math.max(...rounds.flatMap(({ scores }) => scores)));
  expect(bests.highestGame?.value).toBe(Math.max(...totals));
  expect(bests.lowestGame?.value).toBe(Math.min(...totals));
  expect(bests.longestGame?.value).toBe(Math.max(...games.map((game) => game.rounds.length)));
  expect(bests.mostZeros?.value ?? 0).toBe(Math.max(...zeros));
  expect(bests.biggestComeback?.value ?? 0).toBe(Math.max(...games.flatMap(comebacks)));
  const best = bests.highestGame;
  const holder = games.find(({ gameId }) => gameId === best?.gameId);
  const seat = holder?.players.find(({ userId }) => userId === best?.userId)?.seat ?? -1;
  expect(holder?.totals[seat]).toBe(best?.value);
}

/** The largest number of points by which each winner of a game was behind. */
function comebacks(game: GamePage): number[] {
  const afterRounds = standings(game).slice(1);
  return game.players
    .filter(({ winner }) => winner)
    .map(({ seat }) => Math.max(...afterRounds.map((now) => Math.max(...now) - (now[seat as Seat] ?? 0))));
}

function expectPairs({ pairs }: Page, { players }: Evening, games: readonly GamePage[]): void {
  expect(pairs).toHaveLength(12);
  for (const { userId, opponentId, games: together, above } of pairs) {
    const [mine = -1, theirs = -1] = [userId, opponentId].map((id) =>
      players.findIndex(({ user }) => user.id === id),
    );
    expect(together).toBe(games.length);
    expect(above).toBe(games.filter(({ totals }) => (totals[mine] ?? 0) > (totals[theirs] ?? 0)).length);
  }
}
