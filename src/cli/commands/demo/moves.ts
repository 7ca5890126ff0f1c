import {
  legalBids,
  legalContracts,
  perSeat,
  seats,
  total,
  tricksInRound,
  withSeat,
  type Game,
  type PerSeat,
  type Seat,
} from '../../../rules/index.ts';
import type { Choice } from '../../../tui/index.ts';

/** A decision of the demo, and the seat that types it. */
export interface Move {
  readonly seat: Seat;
  readonly choice: Choice;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The next move of the scripted players; null when the game is over. */
export function nextMove(game: Game, chance: () => number): Move | null {
  const { round, status } = game;
  switch (status) {
    case 'waiting':
      return { seat: 0, choice: { type: 'start' } };
    case 'bidding_trump':
      return { seat: round?.turn ?? 0, choice: bidOrPass(game, chance) };
    case 'frisch':
      return { seat: 2, choice: { type: 'frischDone' } };
    case 'bidding_contract':
      return { seat: round?.turn ?? 0, choice: { type: 'contract', amount: contract(game, chance) } };
    case 'playing':
      // In the first round each trick is claimed, in later rounds all tricks are recorded at the end.
      return round?.number === 1
        ? claim(game, chance)
        : { seat: 0, choice: { type: 'tricks', tricks: count(game, chance) } };
    case 'round_complete':
      return { seat: 1, choice: { type: 'nextRound' } };
    case 'finished':
      return null;
    default: {
      const never: never = status;
      return never;
    }
  }
}

function bidOrPass({ round }: Game, chance: () => number): Choice {
  const bids = round ? legalBids(round).filter(({ amount }) => amount <= 7) : [];
  const bid = bids[Math.floor(chance() * Math.min(4, bids.length))];
  return bid && chance() < 0.35 ? { type: 'bid', ...bid } : { type: 'pass' };
}

function contract({ round }: Game, chance: () => number): number {
  if (!round?.trump || round.turn === null) throw new Error('nobody speaks a contract now');
  const legal = legalContracts({ trump: round.trump, contracts: round.contracts }, round.turn);
  return legal[Math.floor(chance() * Math.min(5, legal.length))] ?? 0;
}

function claim(game: Game, chance: () => number): Move {
  const { round } = game;
  const wanting = seats.filter((seat) => (round?.tricks[seat] ?? 0) < (round?.contracts[seat] ?? 0));
  const open = wanting.length > 0 ? wanting : seats;
  return { seat: open[Math.floor(chance() * open.length)] ?? 0, choice: { type: 'trick' } };
}

/** Tricks near the contracts. The difference to 13 goes to seats chosen by chance. */
function count({ round }: Game, chance: () => number): PerSeat<number> {
  let tricks = perSeat((seat) => round?.contracts[seat] ?? 0);
  for (;;) {
    const left = tricksInRound - total(tricks);
    if (left === 0) return tricks;
    const seat = seats[Math.floor(chance() * 4)] ?? 0;
    if (left > 0 || tricks[seat] > 0) tricks = withSeat(tricks, seat, tricks[seat] + Math.sign(left));
  }
}
