import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import type { GameRecord, PlayerPage } from '../../src/protocol/index.ts';
import type { Table } from '../support/server.ts';
import { expectFolded } from './tables.ts';

type Counted = Omit<PlayerPage, 'userId' | 'username' | 'displayName' | 'guest'>;

/** The lifetime statistics of a player, counted by hand over the score sheets of games in which nobody was replaced. */
export function lifetime(userId: string, games: readonly GameRecord[]): Counted {
  const counted = games
    .filter(({ status, rounds }) => status === 'finished' && rounds.length > 0)
    .toSorted((a, b) => (newness(a) < newness(b) ? -1 : 1))
    .flatMap((game) => {
      const me = game.players.find((player) => player.userId === userId);
      return me ? [{ me, game }] : [];
    });
  const finals = counted.map(({ me, game }) => game.totals[me.seat] ?? Number.NaN);
  const rounds = counted.flatMap(({ me, game }) =>
    game.rounds.map((round) => ({
      contract: round.contracts[me.seat] ?? Number.NaN,
      tricks: round.tricks[me.seat],
      score: round.scores[me.seat] ?? Number.NaN,
      suit: round.trump.seat === me.seat ? round.trump.suit : null,
    })),
  );
  const zeros = rounds.filter(({ contract }) => contract === 0);
  const others = rounds.filter(({ contract }) => contract > 0);
  const made = (row: { contract: number; tricks: number | undefined }) => row.contract === row.tricks;

  let streak = 0;
  let best = 0;
  for (const { me } of counted) {
    if (me.winner) streak = streak > 0 ? streak + 1 : 1;
    else streak = streak < 0 ? streak - 1 : -1;
    best = Math.max(best, streak);
  }
  const suitWins: Record<string, number> = {};
  for (const { suit } of rounds) if (suit) suitWins[suit] = (suitWins[suit] ?? 0) + 1;

  const wins = counted.filter(({ me }) => me.winner).length;
  const points = finals.reduce((sum, n) => sum + n, 0);
  return {
    totalGames: counted.length,
    totalRounds: rounds.length,
    totalWins: wins,
    totalPoints: points,
    highestScore: most(finals),
    lowestScore: -most(finals.map((n) => -n)) + 0,
    highestRoundScore: most(rounds.map(({ score }) => score)),
    contractsAttempted: others.length,
    contractsMade: others.filter(made).length,
    zerosAttempted: zeros.length,
    zerosMade: zeros.filter(made).length,
    trumpWins: rounds.filter(({ suit }) => suit !== null).length,
    suitWins,
    recentForm: counted
      .slice(-10)
      .toReversed()
      .map(({ me }) => (me.winner ? 'W' : 'L')),
    currentStreak: streak,
    bestStreak: best,
    winRate: tenths(100 * wins, counted.length),
    averageScore: tenths(points, counted.length),
    contractRate: tenths(100 * others.filter(made).length, others.length),
    zeroRate: tenths(100 * zeros.filter(made).length, zeros.length),
  };
}

/** The statistics of everybody at a table have to be those of its game alone, and its tables those of its log. */
export async function expectStatistics(db: Kysely<unknown>, { gameId, players }: Table): Promise<void> {
  const game = await players[0].call('game.get', { id: gameId });
  for (const { user } of players) {
    expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
      lifetime(user.id, [game]),
    );
  }
  await expectFolded(db, gameId);
}

/** Games in the order in which they ended. */
const newness = ({ endedAt, gameId }: GameRecord): string => `${endedAt} ${gameId}`;

const most = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.max(...values));

/** A quotient rounded to one decimal, halves away from zero; 0 where there is nothing to divide by. */
function tenths(part: number, whole: number): number {
  if (whole === 0) return 0;
  return (Math.sign(part) * Math.round(Math.abs((part * 10) / whole))) / 10 + 0;
}
