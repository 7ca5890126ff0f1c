import { expect } from 'vitest';
import type { GamePage } from '../../src/protocol/index.ts';
import type { Db } from '../../src/storage/schema/db.ts';
import type { Table } from '../support/table.ts';
import { earned } from './lifetime/achievements.ts';
import { finishedInOrder, isMade, ownGame, type Counted, type Lineups } from './lifetime/games.ts';
import { rated } from './lifetime/ratings.ts';
import { expectFolded } from './tables.ts';

export type { Lineups } from './lifetime/games.ts';

/** The lifetime statistics of a player, counted separately from the score sheets of games. */
export function lifetime(userId: string, games: readonly GamePage[], lineups: Lineups = new Map()): Counted {
  const finished = finishedInOrder(games).map((game) => ownGame(userId, game, lineups));
  const counted = finished.flatMap(({ me, ...rest }) => (me ? [{ me, ...rest }] : []));
  const finals = counted.map(({ me, game }) => game.totals[me.seat] ?? Number.NaN);
  const rounds = finished.flatMap(({ own }) => own);
  const zeros = rounds.filter(({ contract }) => contract === 0);
  const others = rounds.filter(({ contract }) => contract > 0);
  const isWon = counted.map(({ me }) => me.winner);
  const wins = isWon.filter((won) => won).length;
  const points = sum(finals);
  const contracts = sum(rounds.map(({ contract }) => contract));
  const suitWins: Record<string, number> = {};
  for (const { suit } of rounds) if (suit) suitWins[suit] = (suitWins[suit] ?? 0) + 1;
  const winsWith = (suit: string) => {
    const inSuit = counted.filter(({ own }) => own.some((round) => round.suit === suit));
    return tenths(100 * inSuit.filter(({ me }) => me.winner).length, inSuit.length);
  };
  return {
    settling: false,
    totalGames: counted.length,
    totalRounds: rounds.length,
    totalWins: wins,
    totalPoints: points,
    highestScore: most(finals),
    lowestScore: -most(finals.map((n) => -n)) + 0,
    highestRoundScore: most(rounds.map(({ score }) => score)),
    contractsAttempted: others.length,
    contractsMade: others.filter(isMade).length,
    zerosAttempted: zeros.length,
    zerosMade: zeros.filter(isMade).length,
    trumpWins: rounds.filter(({ suit }) => suit !== null).length,
    suitWins,
    favouriteSuit: favourite(suitWins),
    recentForm: isWon
      .slice(-10)
      .toReversed()
      .map((won) => (won ? 'W' : 'L')),
    ...streaks(isWon),
    winRate: tenths(100 * wins, counted.length),
    averageScore: tenths(points, counted.length),
    contractRate: tenths(100 * others.filter(isMade).length, others.length),
    zeroRate: tenths(100 * zeros.filter(isMade).length, zeros.length),
    averageContract: Math.round((100 * contracts) / Math.max(1, rounds.length)) / 100,
    suitRates: Object.fromEntries(Object.keys(suitWins).map((suit) => [suit, winsWith(suit)])),
    ...rated(userId, games),
    achievements: earned(finished),
  };
}

/** Games won in a row, or lost as a negative number; and the most that were ever won in a row. */
function streaks(isWon: readonly boolean[]): Pick<Counted, 'currentStreak' | 'bestStreak'> {
  let currentStreak = 0;
  let bestStreak = 0;
  for (const won of isWon) {
    if (won) currentStreak = currentStreak > 0 ? currentStreak + 1 : 1;
    else currentStreak = currentStreak < 0 ? currentStreak - 1 : -1;
    bestStreak = Math.max(bestStreak, currentStreak);
  }
  return { currentStreak, bestStreak };
}

/** The suit that won most auctions; of equals the one of the higher rank. */
function favourite(wins: Readonly<Record<string, number>>): Counted['favouriteSuit'] {
  const ranked = (['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'] as const).filter(
    (suit) => wins[suit],
  );
  return ranked.reduce<Counted['favouriteSuit']>(
    (best, suit) => (best !== null && (wins[best] ?? 0) > (wins[suit] ?? 0) ? best : suit),
    null,
  );
}

/** The statistics of four players have to be those of their one game, and its tables those of its log. */
export async function expectStatistics(db: Db, { gameId, players }: Table): Promise<void> {
  const game = await players[0].call('game.get', { id: gameId });
  for (const { user } of players) {
    expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
      lifetime(user.id, [game]),
    );
  }
  await expectFolded(db, gameId);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const most = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.max(...values));

/** A quotient, rounded to one decimal, halves away from zero; 0 if `whole` is 0. */
function tenths(part: number, whole: number): number {
  if (whole === 0) return 0;
  return (Math.sign(part) * Math.round(Math.abs((part * 10) / whole))) / 10 + 0;
}
