import type { HeadToHead } from '../protocol/index.ts';

/** Fewer games together make nobody a nemesis. */
const fewest = 3; // games

/** The opponent who finished above in the highest share of games; of equals who did so more often, then the first. */
export function nemesisAmong(opponents: readonly HeadToHead[]): HeadToHead | null {
  const share = ({ games, below }: HeadToHead) => below / games;
  const [worst] = opponents
    .filter(({ games, below }) => games >= fewest && below > 0)
    .toSorted((a, b) => share(b) - share(a) || b.games - a.games);
  return worst ?? null;
}
