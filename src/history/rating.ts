/** Everybody starts with this. */
export const startRating = 1000;
/** A rating from fewer games is provisional. */
export const provisionalBelow = 5; // games

/** One player of a rated game. */
export interface Rated {
  readonly rating: number;
  /** The final score of the game. */
  readonly score: number;
}

/**
 * The ratings after a game, in the order of its players. This is Elo between every two players, with K = 32 /
 * (n − 1) for n players. It starts from the ratings before the game. Equal scores are half a win each.
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
    // Sorted, so that the last digit of the sum does not depend on the order of the players.
    const gained = gains.toSorted((a, b) => a - b).reduce((sum, gain) => sum + gain, 0);
    return one.rating + gained;
  });
}
