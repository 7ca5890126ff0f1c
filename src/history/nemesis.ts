import type { HeadToHead } from '../protocol/index.ts';

/** A nemesis has finished at least this many games with the player. */
const fewest = 3; // games

/** The opponent who finished above in the largest share of games. If shares are equal, more games count. */
export function nemesisAmong(opponents: readonly HeadToHead[]): HeadToHead | null {
  const share = ({ games, below }: HeadToHead) => below / games;
  const [worst] = opponents
    .filter(({ games, below }) => games >= fewest && below > 0)
    .toSorted((a, b) => share(b) - share(a) || b.games - a.games);
  return worst ?? null;
}
