import { expect } from 'vitest';
import type { GamePage } from '../../../src/protocol/index.ts';
import { finishedInOrder, type Counted } from './games.ts';

/** The rating of a player, by the published formula written out for four players, over all games from the first. */
export function rated(
  userId: string,
  all: readonly GamePage[],
): Pick<Counted, 'rating' | 'provisional' | 'course'> {
  const ratings = new Map<string, number>();
  const course: { gameId: string; at: string; score: number; rating: number }[] = [];
  for (const game of finishedInOrder(all)) {
    rate(ratings, game);
    const me = game.players.find((player) => player.userId === userId);
    if (me)
      course.push({
        gameId: game.gameId,
        at: game.endedAt ?? '',
        score: game.totals[me.seat] ?? Number.NaN,
        rating: nearly(ratings.get(userId) ?? 1000),
      });
  }
  return {
    rating: nearly(ratings.get(userId) ?? 1000),
    provisional: course.length < 5,
    course: course.slice(-100),
  };
}

/** Takes a game into the ratings of its players. */
function rate(ratings: Map<string, number>, { players, totals }: GamePage): void {
  const before = new Map(players.map(({ userId }) => [userId, ratings.get(userId) ?? 1000]));
  for (const { userId, seat } of players) {
    let rating = before.get(userId) ?? 1000;
    for (const other of players) {
      if (other.userId === userId) continue;
      const [mine, theirs] = [totals[seat] ?? 0, totals[other.seat] ?? 0];
      const won = mine > theirs ? 1 : mine < theirs ? 0 : 0.5;
      const strength = Math.pow(10, (before.get(userId) ?? 1000) / 400);
      const otherStrength = Math.pow(10, (before.get(other.userId) ?? 1000) / 400);
      rating += (32 / 3) * (won - strength / (strength + otherStrength));
    }
    ratings.set(userId, rating);
  }
}

const nearly = (value: number) => expect.closeTo(value, 6) as number;
