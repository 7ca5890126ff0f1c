import type { Action, Outcome } from './actions.ts';
import { contractFault, gameType } from './contracts.ts';
import { minimumBidAfter } from './profile.ts';
import { scores } from './scoring.ts';
import { add, leaders, leftOf, total, withSeat } from './seats.ts';
import { tricksInRound, type Bid, type FinishedRound, type Game, type PerSeat } from './types.ts';

/**
 * The game with a corrected round. Parts that the correction does not name stay the same. The type and the
 * scores of the round are computed again, and also the totals and winners of the game. The corrected round
 * must be possible under the rules. The single bids of its auction are not checked, because they may be wrong
 * too.
 */
export function correct(
  game: Game,
  { round: number, ...change }: Action & { type: 'round.correct' },
): Outcome {
  const before = game.rounds[number - 1];
  if (!before) return { error: 'round_not_finished' };
  const trump = change.trump ?? before.trump;
  const contracts = change.contracts ?? before.contracts;
  const tricks = change.tricks ?? before.tricks;

  if (trump.amount < minimumBidAfter(game.rules, before.frischCount)) return { error: 'bid_too_low' };
  const fault = contractsFault(trump, contracts);
  if (fault) return { error: fault };
  if (total(tricks) !== tricksInRound) return { error: 'tricks_not_13' };

  const type = gameType(total(contracts));
  const after: FinishedRound = {
    ...before,
    trump,
    contracts,
    tricks,
    type,
    scores: scores(game.rules, type, { contracts, tricks }),
  };
  return { ok: replaceRound(game, after) };
}

function replaceRound(game: Game, after: FinishedRound): Game {
  const rounds = game.rounds.map((round) => (round.number === after.number ? after : round));
  const totals = rounds.reduce((sum, round) => add(sum, round.scores), game.startingScores);
  const winners = game.winners && leaders(totals);
  const { number, trump, contracts, tricks, type } = after;
  const round =
    game.round?.number === number
      ? {
          ...game.round,
          trump,
          highestBid: trump,
          contracts,
          sum: total(contracts),
          forbidden: null,
          tricks,
          type,
        }
      : game.round;
  return { ...game, rounds, totals, winners, round };
}

function contractsFault(trump: Bid, contracts: PerSeat<number>) {
  let soFar: PerSeat<number | null> = [null, null, null, null];
  for (const step of [0, 1, 2, 3]) {
    const seat = leftOf(trump.seat, step);
    const fault = contractFault({ trump, contracts: soFar }, seat, contracts[seat]);
    if (fault) return fault;
    soFar = withSeat(soFar, seat, contracts[seat]);
  }
  return null;
}
