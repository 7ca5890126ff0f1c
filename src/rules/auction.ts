import { leftOf } from './seats.ts';
import {
  seats,
  suits,
  type Bid,
  type Pass,
  type Round,
  type RuleProfile,
  type Seat,
  type Suit,
} from './types.ts';

/** The highest possible bid: it ends the auction at once. */
const unbeatable = { amount: 13, suit: 'no_trump' } as const;

type BidValue = Pick<Bid, 'amount' | 'suit'>;

/** Whether `bid` beats `other`: a larger amount, or the same amount in a higher suit. */
export function beats(bid: BidValue, other: BidValue): boolean {
  if (bid.amount !== other.amount) return bid.amount > other.amount;
  return suits.indexOf(bid.suit) > suits.indexOf(other.suit);
}

/** Whether a bid of this amount and suit may be made on a turn of this auction. */
export function isLegalBid(round: Pick<Round, 'minimumBid' | 'highestBid'>, bid: BidValue): boolean {
  if (bid.amount < round.minimumBid || bid.amount > unbeatable.amount) return false;
  return round.highestBid === null || beats(bid, round.highestBid);
}

/** Every bid that may be made now, lowest first. */
export function legalBids(round: Pick<Round, 'minimumBid' | 'highestBid'>): { amount: number; suit: Suit }[] {
  const bids = [];
  for (let amount = round.minimumBid; amount <= unbeatable.amount; amount += 1) {
    for (const suit of suits) if (isLegalBid(round, { amount, suit })) bids.push({ amount, suit });
  }
  return bids;
}

/**
 * The auction after the last of `bids`: the seat that has the turn, the trump, or `passedOut` if all four have
 * passed. `bids` has everything said since the deal. An auction before a frisch is always four passes. So the
 * auction on the table starts after these groups of four passes.
 */
export function auctionAfter(
  rules: RuleProfile,
  bids: readonly (Bid | Pass)[],
): { turn: Seat } | { trump: Bid } | { passedOut: true } {
  const last = bids.at(-1);
  if (!last) throw new Error('auctionAfter needs at least one bid or pass');
  const highest = highestOf(bids);
  if (!highest && bids.length % 4 === 0) return { passedOut: true };
  if (highest && !beats(unbeatable, highest)) return { trump: highest };

  const out = rules.passIsFinal ? passedSeats(bids) : [];
  if (highest && (passesSince(bids) === 3 || out.length === 3)) return { trump: highest };
  const next = seats.map((_, i) => leftOf(last.seat, i + 1)).find((seat) => !out.includes(seat));
  if (next === undefined) throw new Error('an auction with every seat out is passed out');
  return { turn: next };
}

/** The seats that are out of the auction on the table, if a pass is final. */
export function passedSeats(bids: readonly (Bid | Pass)[]): Seat[] {
  return currentAuction(bids).flatMap((bid) => ('pass' in bid ? [bid.seat] : []));
}

/** Passes in a row at the end of the auction on the table: 0 to 3. */
export function passesSince(bids: readonly (Bid | Pass)[]): number {
  const auction = currentAuction(bids);
  return auction.length - 1 - auction.findLastIndex((bid) => !('pass' in bid));
}

function highestOf(bids: readonly (Bid | Pass)[]): Bid | null {
  return bids.findLast((bid): bid is Bid => !('pass' in bid)) ?? null;
}

function currentAuction(bids: readonly (Bid | Pass)[]): readonly (Bid | Pass)[] {
  const firstBid = bids.findIndex((bid) => !('pass' in bid));
  const leadingPasses = firstBid === -1 ? bids.length : firstBid;
  return bids.slice(leadingPasses - (leadingPasses % 4));
}
