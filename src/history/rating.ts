/** Everybody starts with this. */
export const startRating = 1000;
/** Below as many rated games a rating says little yet. */
export const provisionalBelow = 5; // games

/** One player of a rated game. */
export interface Rated {
  readonly rating: number;
  /** The final score of the game. */
  readonly score: number;
}

/**
 * The ratings after a game, in the order of its players: Elo between every two of them, with K = 32 / (n − 1)
 * for n players, on the ratings all of them had before it. Equal scores are half a win each.
 */
export function ratingsAfter(players: readonly Rated[]): number[] {
  const k = 32 / (players.length - 1);
  return players.map((one, i) => {
    const gains = players.flatMap((other, j) => {
      if (i === j) return [];
      const expected = 1 / (1 + 10 ** ((other.rating - one.rating) / 400));
      const actual = one.score === other.score ? 0.5 : Number(one.score > other.score);
      return k * (actual - expected);
    });
    // In an order of their own, so that the last digit does not depend on that of the players.
    const gained = gains.toSorted((a, b) => a - b).reduce((sum, gain) => sum + gain, 0);
    return one.rating + gained;
  });
}
