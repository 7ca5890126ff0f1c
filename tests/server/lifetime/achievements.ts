import type { GamePage } from '../../../src/protocol/index.ts';
import { isMade, type Counted, type OwnGame } from './games.ts';

const names = {
  first_win: 'First Blood',
  zero_master: 'Zero Hero',
  perfect_game: 'Perfectionist',
  comeback_kid: 'Comeback Kid',
  frisch_survivor: 'Frisch Survivor',
};
type Id = keyof typeof names;

/** The achievements of a player, each with the game in which it was reached first. */
export function earned(games: readonly OwnGame[]): Counted['achievements'] {
  let zeros = 0;
  const first = new Map<Id, GamePage>();
  for (const { me, game, own } of games) {
    const made = own.filter(isMade);
    zeros += made.filter(({ contract }) => contract === 0).length;
    const reached: Record<Id, boolean> = {
      first_win: me?.winner ?? false,
      zero_master: zeros >= 10,
      perfect_game: own.length >= 4 && made.length === own.length,
      comeback_kid: me?.winner === true && farthestBehind(game, me.seat) >= 50,
      frisch_survivor: made.some(({ suit, frischCount }) => suit !== null && frischCount === 3),
    };
    for (const [id, is] of Object.entries(reached) as [Id, boolean][])
      if (is && !first.has(id)) first.set(id, game);
  }
  return [...first]
    .map(([id, { gameId, code, endedAt }]) => ({ id, name: names[id], gameId, code, at: endedAt ?? '' }))
    .toSorted((a, b) => ([a.at, a.gameId, a.id].join() < [b.at, b.gameId, b.id].join() ? -1 : 1));
}

/** How far a seat was ever behind the first, after any round. */
function farthestBehind({ startingScores, rounds }: GamePage, seat: number): number {
  let totals: number[] = [...startingScores];
  let behind = 0;
  for (const { scores } of rounds) {
    totals = totals.map((total, i) => total + (scores[i] ?? 0));
    behind = Math.max(behind, Math.max(...totals) - (totals[seat] ?? 0));
  }
  return behind;
}
