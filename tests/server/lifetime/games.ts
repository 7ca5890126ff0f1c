import type { GamePage, PlayerPage } from '../../../src/protocol/index.ts';

/** The statistics of a player, without the player. */
export type Counted = Omit<PlayerPage, 'userId' | 'username' | 'displayName' | 'guest'>;

/** The players of each round of a game, in seat order, where others sat there at the end. */
export type Lineups = ReadonlyMap<string, readonly (readonly string[])[]>;

/** A round as one player played it. */
export interface OwnRound {
  readonly contract: number;
  readonly tricks: number | undefined;
  readonly score: number;
  /** The trump of the player, who won the auction; else null. */
  readonly suit: string | null;
  readonly frischCount: number;
}

/** A finished game and the rounds of it that one player played. */
export interface OwnGame {
  /** Null for a player who gave the seat to a substitute. */
  readonly me: GamePage['players'][number] | null;
  readonly game: GamePage;
  readonly own: readonly OwnRound[];
}

export const isMade = ({ contract, tricks }: OwnRound): boolean => contract === tricks;

/** The games that count, in the order in which they ended. */
export function finishedInOrder(games: readonly GamePage[]): GamePage[] {
  return games
    .filter(({ status, rounds }) => status === 'finished' && rounds.length > 0)
    .toSorted((a, b) => (`${a.endedAt} ${a.gameId}` < `${b.endedAt} ${b.gameId}` ? -1 : 1));
}

export function ownGame(userId: string, game: GamePage, lineups: Lineups): OwnGame {
  const me = game.players.find((player) => player.userId === userId) ?? null;
  const own = game.rounds.flatMap((round, i) => {
    const seat = lineups.get(game.gameId)?.[i]?.indexOf(userId) ?? me?.seat ?? -1;
    if (seat < 0) return [];
    return {
      contract: round.contracts[seat] ?? Number.NaN,
      tricks: round.tricks[seat],
      score: round.scores[seat] ?? Number.NaN,
      suit: round.trump.seat === seat ? round.trump.suit : null,
      frischCount: round.frischCount,
    };
  });
  return { me, game, own };
}
