/**
 * The words of the game, used everywhere in this project.
 *
 * - game: any number of rounds that four seats play together, with one running total a seat
 * - round: one deal of 52 cards: auction, contracts, thirteen tricks, four scores
 * - dealer: the seat that deals; after every completed round the next seat clockwise
 * - opener: the seat to the dealer's left, the first to bid or pass in the auction
 * - auction: bids and passes that decide the trump; a bid is an amount (of tricks) and a suit
 * - pass: a turn in the auction without a bid
 * - frisch: the exchange of three cards after an auction in which all four passed
 * - trump: the highest bid of the auction, which names the declarer (trump winner) and the suit
 * - contract: the number of tricks a seat says it will win, 0 to 13
 * - over, under: a round whose four contracts add up to more, or to less, than 13
 * - trick: four cards, one from each seat, won by one of them
 */

/** Seats in clockwise order; the left neighbour of seat s is (s + 1) mod 4. */
export const seats = [0, 1, 2, 3] as const;
export type Seat = (typeof seats)[number];

/** One value for each seat, in seat order. */
export type PerSeat<T> = readonly [T, T, T, T];

/** Trump suits in ascending rank. */
export const suits = ['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'] as const;
export type Suit = (typeof suits)[number];

export const gameStatuses = [
  'waiting',
  'bidding_trump',
  'frisch',
  'bidding_contract',
  'playing',
  'round_complete',
  'finished',
] as const;
export type GameStatus = (typeof gameStatuses)[number];

export const roundPhases = ['trump_bidding', 'frisch', 'contract_bidding', 'playing', 'complete'] as const;
export type RoundPhase = (typeof roundPhases)[number];

export const gameTypes = ['over', 'under'] as const;
export type GameType = (typeof gameTypes)[number];

/** Tricks in a round, and the sum the four contracts may never make. */
export const tricksInRound = 13;

export interface Bid {
  readonly seat: Seat;
  /** The bidder promises a contract of at least this many tricks: 5 to 13. */
  readonly amount: number;
  readonly suit: Suit;
}

export interface Pass {
  readonly seat: Seat;
  readonly pass: true;
}

/** The round on the table. `sum`, `forbidden` and `type` follow from `contracts`. */
export interface Round {
  /** 1 for the first round of the game. */
  readonly number: number;
  readonly dealer: Seat;
  readonly phase: RoundPhase;
  /** The seat whose bid, pass or contract comes next; null if none does. */
  readonly turn: Seat | null;
  /** Card exchanges since the deal: 0 to 3. */
  readonly frischCount: number;
  /** The lowest amount an opening bid may have now: 5 to 8. */
  readonly minimumBid: number;
  /** Everything said since the deal, with the auctions before a frisch. */
  readonly bids: readonly (Bid | Pass)[];
  readonly highestBid: Bid | null;
  /** The bid that won the auction; its seat is the declarer. */
  readonly trump: Bid | null;
  /** Null for a seat that has not set one; 0 is a contract. */
  readonly contracts: PerSeat<number | null>;
  /** The sum of the contracts set so far. */
  readonly sum: number;
  /** The contract that the last seat may not make. Null before its turn, or if all contracts are allowed. */
  readonly forbidden: number | null;
  /** Null until all four contracts are set. */
  readonly type: GameType | null;
  readonly tricks: PerSeat<number>;
}

export interface FinishedRound {
  readonly number: number;
  readonly dealer: Seat;
  readonly frischCount: number;
  readonly trump: Bid;
  readonly contracts: PerSeat<number>;
  readonly tricks: PerSeat<number>;
  readonly type: GameType;
  readonly scores: PerSeat<number>;
}

/**
 * The value that `apply` turns into the next one. `winners` is null until the game is finished, and in a
 * game that was closed before its first round was complete.
 */
export interface Game {
  readonly status: GameStatus;
  readonly rules: RuleProfile;
  readonly length: Length;
  readonly startingScores: PerSeat<number>;
  /** Null in the lobby. */
  readonly round: Round | null;
  readonly rounds: readonly FinishedRound[];
  /** Starting scores and the scores of all finished rounds. */
  readonly totals: PerSeat<number>;
  /** The seats with the highest total, more than one in a tie. */
  readonly winners: readonly Seat[] | null;
}

/** The rules that a table may choose; stored with the game, and fixed once round 1 has begun. */
export interface RuleProfile {
  /** Whether a player who passes is out of this auction. */
  readonly passIsFinal: boolean;
  /** Card exchanges in a round before it is dealt again: 0 to 3. */
  readonly frischMax: number;
  /** Whether each frisch raises the minimum bid by one, never above 8. */
  readonly frischRaisesMinimum: boolean;
  /** 5 to 8. */
  readonly minimumBid: number;
  /** Points lost for each trick over or under a contract of 1 or more: 10 or 5. */
  readonly missPerTrick: number;
  /** Points for a contract of 0 made in an under round. */
  readonly zeroUnder: number;
  /** Points for a contract of 0 made in an over round: 25 or 30. */
  readonly zeroOver: number;
  /** Points for a failed contract of 0: −50 and 10 back for each trick after the first, or always −50. */
  readonly zeroFailed: 'perTrick' | 'flat';
}

/** When the game ends by itself after a round; null is an open game, which the host ends. */
export type Length = { readonly rounds: number } | { readonly points: number } | null;
