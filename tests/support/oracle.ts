/**
 * A second opinion on the rules, to compare `src/rules` with. It shares the types and nothing else: one mutable table
 * of plain variables, the auction read again from its words after each of them, bids ranked by their place on a
 * ladder, failed zeros by a list of numbers.
 */
import type {
  Action,
  Bid,
  FinishedRound,
  GameStatus,
  Length,
  PerSeat,
  RuleProfile,
  Seat,
} from '../../src/rules/index.ts';
import { simpleCandidates, summaryCandidates } from './candidates.ts';
import { after, chairs, floor, rung, stands, verdict, type Word } from './oracle/auction.ts';
import { openContracts, points } from './oracle/scoring.ts';

/** The score sheet, which is compared. */
export interface OracleTable {
  readonly rounds: FinishedRound[];
  readonly totals: PerSeat<number>;
  readonly winners: Seat[] | null;
  readonly status: GameStatus;
}

export interface Oracle {
  /** Plays the action if it is legal. If not, it changes nothing and returns false. */
  play(action: Action): boolean;
  /** Whether `play` would accept the action. */
  allows(action: Action): boolean;
  /** Every action that is legal now, without corrections: there are too many of them. */
  legalActions(): Action[];
  table(): OracleTable;
}

type Four = [number, number, number, number];
type Phase = 'lobby' | 'auction' | 'frisch' | 'contracts' | 'tricks' | 'between' | 'over';
type Row = { dealer: Seat; frisch: number; trump: Bid; contracts: Four; tricks: Four };

type OfType<T extends Action['type']> = Extract<Action, { type: T }>;

/** The change that a legal action makes; null for an illegal one. */
type Effect = (() => void) | null;

const statusOf: Record<Phase, GameStatus> = {
  lobby: 'waiting',
  auction: 'bidding_trump',
  frisch: 'frisch',
  contracts: 'bidding_contract',
  tricks: 'playing',
  between: 'round_complete',
  over: 'finished',
};

/** A game in the lobby, by `rules`, with nothing played yet. */
export function createOracle(rules: RuleProfile, length: Length, startingScores: PerSeat<number>): Oracle {
  const game = new OracleGame(rules, length, startingScores);
  return {
    play(action) {
      const run = game.effect(action);
      run?.();
      return run !== null;
    },
    allows: (action) => game.effect(action) !== null,
    legalActions: () => [...simpleCandidates, ...summaryCandidates].filter((action) => game.effect(action)),
    table: () => game.table(),
  };
}

class OracleGame {
  readonly #rules: RuleProfile;
  readonly #length: Length;
  readonly #startingScores: PerSeat<number>;
  readonly #sheet: Row[] = [];
  #phase: Phase = 'lobby';
  /** Card exchanges since the deal. */
  #shuffles = 0;
  /** The words of this auction: since the deal or the last exchange. */
  #words: Word[] = [];
  #trump: Bid | null = null;
  /** In the order in which they were set. */
  #contracts: [Seat, number][] = [];
  /** One entry a trick. */
  #won: Seat[] = [];

  constructor(rules: RuleProfile, length: Length, startingScores: PerSeat<number>) {
    this.#rules = rules;
    this.#length = length;
    this.#startingScores = startingScores;
  }

  table(): OracleTable {
    const totals: Four = [...this.#startingScores];
    const rounds = this.#sheet.map((row, index): FinishedRound => {
      const over = row.contracts.reduce((a, b) => a + b) > 13;
      const scores: Four = [0, 0, 0, 0];
      for (const seat of chairs) {
        const [contract, tricks] = [row.contracts[seat], row.tricks[seat]];
        scores[seat] = points(this.#rules, { contract, tricks, over });
        totals[seat] += scores[seat];
      }
      return {
        number: index + 1,
        dealer: row.dealer,
        frischCount: row.frisch,
        trump: row.trump,
        contracts: [...row.contracts],
        tricks: [...row.tricks],
        type: over ? 'over' : 'under',
        scores,
      };
    });
    const winners = chairs.filter((seat) => totals.every((other) => totals[seat] >= other));
    const decided = this.#phase === 'over' && rounds.length > 0;
    return { rounds, totals, winners: decided ? winners : null, status: statusOf[this.#phase] };
  }

  effect(action: Action): Effect {
    switch (action.type) {
      case 'room.start':
        return this.#phase === 'lobby' ? () => this.#deal() : null;
      case 'auction.bid':
      case 'auction.pass':
        return this.#speaking(action);
      case 'auction.record':
        return this.#recordingAuction(action);
      case 'frisch.done':
        return this.#phase === 'frisch' ? () => this.#exchange() : null;
      case 'contract.set':
        return this.#contracting(action);
      case 'trick.claim':
        return this.#claiming(action);
      case 'round.record':
        return this.#recordingTricks(action);
      case 'round.next':
        return this.#phase === 'between' ? () => this.#deal() : null;
      case 'game.end':
        return this.#phase === 'over' ? null : () => (this.#phase = 'over');
      case 'round.import':
        // Nobody says it at a table; a test of its own compares it with played rounds.
        return null;
      case 'round.correct':
        return this.#correcting(action);
    }
  }

  #dealer(): Seat {
    return chairs[this.#sheet.length % 4] ?? 0;
  }

  #verdict() {
    return verdict(this.#words, this.#dealer(), this.#rules);
  }

  #floor(exchanges: number): number {
    return floor(this.#rules, exchanges);
  }

  #deal(): void {
    this.#phase = 'auction';
    this.#shuffles = 0;
    this.#words = [];
    this.#trump = null;
    this.#contracts = [];
    this.#won = [];
  }

  #exchange(): void {
    this.#shuffles += 1;
    this.#words = [];
    this.#phase = 'auction';
  }

  #speaking(action: OfType<'auction.bid' | 'auction.pass'>): Effect {
    if (this.#phase !== 'auction') return null;
    const now = this.#verdict();
    if (now.kind !== 'open' || now.turn !== action.seat) return null;
    if (action.type === 'auction.pass') return () => this.#say({ seat: action.seat, bid: null });
    const { seat, amount, suit } = action;
    if (!stands(action, now.by, this.#floor(this.#shuffles))) return null;
    return () => this.#say({ seat, bid: { amount, suit } });
  }

  #say(word: Word): void {
    this.#words.push(word);
    const now = this.#verdict();
    if (now.kind === 'won') return this.#toContracts(now.by);
    if (now.kind === 'open') return;
    if (this.#shuffles < this.#rules.frischMax) this.#phase = 'frisch';
    else this.#deal();
  }

  #recordingAuction(action: OfType<'auction.record'>): Effect {
    if (this.#phase !== 'auction') return null;
    const now = this.#verdict();
    const { seat, amount, suit, frisch = this.#shuffles } = action;
    if (now.kind !== 'open' || frisch < this.#shuffles || frisch > this.#rules.frischMax) return null;
    if (frisch > this.#shuffles && this.#words.length > 0) return null;
    if (this.#rules.passIsFinal && this.#words.some((word) => word.seat === seat && !word.bid)) return null;
    // The highest bid itself may be recorded as the winning bid.
    const same = now.by?.seat === seat && rung(now.by.amount, now.by.suit) === rung(amount, suit);
    if (!same && !stands(action, now.by, this.#floor(frisch))) return null;
    return () => {
      this.#shuffles = frisch;
      this.#toContracts({ seat, amount, suit });
    };
  }

  #toContracts(by: Bid): void {
    this.#trump = by;
    this.#phase = 'contracts';
  }

  #contracting({ seat, amount }: OfType<'contract.set'>): Effect {
    const by = this.#trump;
    if (this.#phase !== 'contracts' || !by || after(by.seat, this.#contracts.length) !== seat) return null;
    const soFar = this.#contracts.map(([, one]) => one);
    if (!openContracts(soFar, by.amount).includes(amount)) return null;
    return () => {
      this.#contracts.push([seat, amount]);
      if (this.#contracts.length === 4) this.#phase = 'tricks';
    };
  }

  #claiming({ seat }: OfType<'trick.claim'>): Effect {
    const by = this.#trump;
    if (this.#phase !== 'tricks' || !by) return null;
    return () => {
      this.#won.push(seat);
      if (this.#won.length < 13) return;
      const tricks: Four = [0, 0, 0, 0];
      for (const winner of this.#won) tricks[winner] += 1;
      this.#closeRound(by, tricks);
    };
  }

  #recordingTricks({ tricks }: OfType<'round.record'>): Effect {
    const by = this.#trump;
    if (this.#phase !== 'tricks' || !by || tricks.reduce((a, b) => a + b) !== 13) return null;
    return () => this.#closeRound(by, [...tricks]);
  }

  #closeRound(trump: Bid, tricks: Four): void {
    const contracts: Four = [0, 0, 0, 0];
    for (const [seat, amount] of this.#contracts) contracts[seat] = amount;
    this.#sheet.push({ dealer: this.#dealer(), frisch: this.#shuffles, trump, contracts, tricks });
    this.#phase = 'between';
    this.#stopIfLongEnough();
  }

  /** Ends the game if it is long enough, but only between rounds. */
  #stopIfLongEnough(): void {
    const length = this.#length;
    if (this.#phase !== 'between' || length === null) return;
    const enough =
      'rounds' in length
        ? this.#sheet.length >= length.rounds
        : this.table().totals.some((n) => n >= length.points);
    if (enough) this.#phase = 'over';
  }

  #correcting(action: OfType<'round.correct'>): Effect {
    const row = this.#corrected(action);
    if (!row) return null;
    return () => {
      this.#sheet[action.round - 1] = row;
      this.#stopIfLongEnough();
    };
  }

  /** The corrected row, or null if such a round is not possible. */
  #corrected(action: OfType<'round.correct'>): Row | null {
    const old = this.#sheet[action.round - 1];
    if (!old) return null;
    const by = action.trump ?? old.trump;
    const said: Four = [...(action.contracts ?? old.contracts)];
    const tricks: Four = [...(action.tricks ?? old.tricks)];
    if (!stands(by, null, this.#floor(old.frisch))) return null;
    const order = [0, 1, 2, 3].map((steps) => said[after(by.seat, steps)] ?? Number.NaN);
    const possible = order.every((amount, i) => openContracts(order.slice(0, i), by.amount).includes(amount));
    if (!possible || tricks.reduce((a, b) => a + b) !== 13) return null;
    return { ...old, trump: by, contracts: said, tricks };
  }
}
