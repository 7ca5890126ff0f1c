import { expect } from 'vitest';
import type { GamePage, PlayerPage } from '../../src/protocol/index.ts';
import type { Table } from '../support/table.ts';
import { expectFolded } from './tables.ts';
import type { Db } from '../../src/storage/schema/db.ts';

type Counted = Omit<PlayerPage, 'userId' | 'username' | 'displayName' | 'guest'>;

/** Who played each round of a game, in seat order, where it was not those who sat there at the end. */
export type Lineups = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The lifetime statistics of a player, counted by hand over the score sheets of games. */
export function lifetime(userId: string, games: readonly GamePage[], lineups: Lineups = new Map()): Counted {
  const seatIn = (game: GamePage, round: number) =>
    lineups.get(game.gameId)?.[round]?.indexOf(userId) ??
    game.players.findIndex((player) => player.userId === userId);
  const finished = games
    .filter(({ status, rounds }) => status === 'finished' && rounds.length > 0)
    .toSorted((a, b) => (newness(a) < newness(b) ? -1 : 1));
  const counted = finished.flatMap((game) => {
    const me = game.players.find((player) => player.userId === userId);
    return me ? [{ me, game }] : [];
  });
  const finals = counted.map(({ me, game }) => game.totals[me.seat] ?? Number.NaN);
  const ownRounds = (game: GamePage) =>
    game.rounds.flatMap((round, i) => {
      const seat = seatIn(game, i);
      if (seat < 0) return [];
      return {
        contract: round.contracts[seat] ?? Number.NaN,
        tricks: round.tricks[seat],
        score: round.scores[seat] ?? Number.NaN,
        suit: round.trump.seat === seat ? round.trump.suit : null,
        frischCount: round.frischCount,
      };
    });
  const rounds = finished.flatMap(ownRounds);
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
    settling: false,
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
    favouriteSuit: favourite(suitWins),
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
    averageContract:
      Math.round((100 * sum(rounds.map(({ contract }) => contract))) / Math.max(1, rounds.length)) / 100,
    suitRates: Object.fromEntries(
      Object.keys(suitWins).map((suit) => {
        const inSuit = counted.filter(({ game }) => ownRounds(game).some((round) => round.suit === suit));
        return [suit, tenths(100 * inSuit.filter(({ me }) => me.winner).length, inSuit.length)];
      }),
    ),
    ...rated(
      userId,
      counted.map(({ game }) => game),
      finals,
      games,
    ),
    achievements: earned(
      finished.map((game) => ({
        game,
        me: game.players.find((player) => player.userId === userId) ?? null,
        own: ownRounds(game),
      })),
    ),
  };
}

/** The suit won most often; of equals that of the higher rank. */
function favourite(wins: Readonly<Record<string, number>>): Counted['favouriteSuit'] {
  const ranked = (['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'] as const).filter(
    (suit) => wins[suit],
  );
  return ranked.reduce<Counted['favouriteSuit']>(
    (best, suit) => (best !== null && (wins[best] ?? 0) > (wins[suit] ?? 0) ? best : suit),
    null,
  );
}

type Counting = readonly {
  /** Null for who gave the seat to a substitute. */
  readonly me: GamePage['players'][number] | null;
  readonly game: GamePage;
  readonly own: readonly {
    readonly contract: number;
    readonly tricks: number | undefined;
    readonly suit: string | null;
    readonly frischCount: number;
  }[];
}[];

/** Ratings by playing all games again, the published formula written out for four players. */
function rated(
  userId: string,
  own: readonly GamePage[],
  finals: readonly number[],
  all: readonly GamePage[],
): Pick<Counted, 'rating' | 'provisional' | 'course'> {
  const ratings = new Map<string, number>();
  const course: { gameId: string; at: string; score: number; rating: number }[] = [];
  const counted = all
    .filter(({ status, rounds }) => status === 'finished' && rounds.length > 0)
    .toSorted((a, b) => (newness(a) < newness(b) ? -1 : 1));
  for (const game of counted) {
    const before = new Map(game.players.map((player) => [player.userId, ratings.get(player.userId) ?? 1000]));
    for (const { userId: id, seat } of game.players) {
      let rating = before.get(id) ?? 1000;
      for (const other of game.players) {
        if (other.userId === id) continue;
        const [mine, theirs] = [game.totals[seat] ?? 0, game.totals[other.seat] ?? 0];
        const won = mine > theirs ? 1 : mine < theirs ? 0 : 0.5;
        const strength = Math.pow(10, (before.get(id) ?? 1000) / 400);
        const otherStrength = Math.pow(10, (before.get(other.userId) ?? 1000) / 400);
        rating += (32 / 3) * (won - strength / (strength + otherStrength));
      }
      ratings.set(id, rating);
    }
    const nth = own.indexOf(game);
    if (nth >= 0)
      course.push({
        gameId: game.gameId,
        at: game.endedAt ?? '',
        score: finals[nth] ?? Number.NaN,
        rating: nearly(ratings.get(userId) ?? 1000),
      });
  }
  return {
    rating: nearly(ratings.get(userId) ?? 1000),
    provisional: own.length < 5,
    course: course.slice(-100),
  };
}

const nearly = (value: number) => expect.closeTo(value, 6) as number;

function earned(counted: Counting): Counted['achievements'] {
  let zeros = 0;
  const first = new Map<string, GamePage>();
  for (const { me, game, own } of counted) {
    const made = own.filter(({ contract, tricks }) => contract === tricks);
    zeros += made.filter(({ contract }) => contract === 0).length;
    let running: number[] = [...game.startingScores];
    let behind = 0;
    for (const { scores } of game.rounds) {
      running = running.map((total, i) => total + (scores[i] ?? 0));
      behind = Math.max(behind, Math.max(...running) - (running[me?.seat ?? 0] ?? 0));
    }
    const reached = {
      first_win: me?.winner ?? false,
      zero_master: zeros >= 10,
      perfect_game: own.length >= 4 && made.length === own.length,
      comeback_kid: me?.winner === true && behind >= 50,
      frisch_survivor: made.some(({ suit, frischCount }) => suit !== null && frischCount === 3),
    };
    for (const [id, is] of Object.entries(reached)) if (is && !first.has(id)) first.set(id, game);
  }
  const names = {
    first_win: 'First Blood',
    zero_master: 'Zero Hero',
    perfect_game: 'Perfectionist',
    comeback_kid: 'Comeback Kid',
    frisch_survivor: 'Frisch Survivor',
  };
  return [...first]
    .map(([id, { gameId, code, endedAt }]) => ({
      id: id as keyof typeof names,
      name: names[id as keyof typeof names],
      gameId,
      code,
      at: endedAt ?? '',
    }))
    .toSorted((a, b) => ([a.at, a.gameId, a.id].join() < [b.at, b.gameId, b.id].join() ? -1 : 1));
}

/** The statistics of everybody at a table have to be those of its game alone, and its tables those of its log. */
export async function expectStatistics(db: Db, { gameId, players }: Table): Promise<void> {
  const game = await players[0].call('game.get', { id: gameId });
  for (const { user } of players) {
    expect(await players[0].call('stats.player', { username: user.username })).toMatchObject(
      lifetime(user.id, [game]),
    );
  }
  await expectFolded(db, gameId);
}

/** Games in the order in which they ended. */
const newness = ({ endedAt, gameId }: GamePage): string => `${endedAt} ${gameId}`;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const most = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.max(...values));

/** A quotient rounded to one decimal, halves away from zero; 0 where there is nothing to divide by. */
function tenths(part: number, whole: number): number {
  if (whole === 0) return 0;
  return (Math.sign(part) * Math.round(Math.abs((part * 10) / whole))) / 10 + 0;
}
