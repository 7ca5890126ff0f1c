import type { Game, Timeline } from '../../src/rules/index.ts';

/** The games of a timeline, oldest first. */
export function gamesOf({ game, before }: Timeline): Game[] {
  const games = [game];
  for (let earlier = before; earlier; earlier = earlier.before) games.push(earlier.game);
  return games.toReversed();
}
