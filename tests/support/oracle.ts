/**
 * A second opinion on the rules, to compare `src/rules` with. It shares the types and nothing else: one
 * mutable table of plain variables, the auction read again from its words after each of them, bids ranked by
 * their place on a ladder, failed zeros by a list of numbers.
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
  Suit,
} from '../../src/rules/index.ts';
import { simpleCandidates, summaryCandidates } from './candidates.ts';

/** What is compared: the score sheet. */
export interface OracleTable {
  readonly rounds: FinishedRound[];
  readonly totals: PerSeat<number>;
  readonly winners: Seat[] | null;
  readonly status: GameStatus;
}

export interface Oracle {
  /** Takes the action if it is legal; false, and nothing has changed, if it is not. */
  play(action: Action): boolean;
  /** Whether `play` would take it. */
  allows(action: Action): boolean;
  /** Every action that is legal now, corrections apart: there are too many of them to list. */
  legalActions(): Action[];
  table(): OracleTable;
}

type Four = [number, number, number, number];
type Word = { seat: Seat; bid: { amount: number; suit: Suit } | null };
type Verdict = { kind: 'open'; turn: Seat; by: Bid | null } | { kind: 'won'; by: Bid } | { kind: 'nobody' };
type Phase = 'lobby' | 'auction' | 'frisch' | 'contracts' | 'tricks' | 'between' | 'over';

const chairs: readonly Seat[] = [0, 1, 2, 3];
const suitsUp: readonly Suit[] = ['clubs', 'diamonds', 'hearts', 'spades', 'no_trump'];
const ladder = new Map<string, number>();
for (let amount = 0; amount <= 13; amount++) {
  for (const suit of suitsUp) ladder.set(`${amount} ${suit}`, ladder.size);
}

/** Points of a contract of 0 that won 1, 2, … 13 tricks. */
const brokenZero = [-50, -40, -30, -20, -10, 0, 10, 20, 30, 40, 50, 60, 70];

const statusOf: Record<Phase, GameStatus> = {
  lobby: 'waiting',
  auction: 'bidding_trump',
  frisch: 'frisch',
  contracts: 'bidding_contract',
  tricks: 'playing',
  between: 'round_complete',
  over: 'finished',
};

const rung = (amount: number, suit: Suit): number => ladder.get(`${amount} ${suit}`) ?? -1;
const top = rung(13, 'no_trump');

/** A game in the lobby, by `rules`, with nothing played yet. */
export function createOracle(rules: RuleProfile, length: Length, startingScores: PerSeat<number>): Oracle {
  const sheet: { dealer: Seat; frisch: number; trump: Bid; contracts: Four; tricks: Four }[] = [];
  let phase: Phase = 'lobby';
  let shuffles = 0; // card exchanges since the deal
  let words: Word[] = []; // of this auction: since the deal or the last exchange
  let trump: Bid | null = null;
  let contracts: [Seat, number][] = []; // in the order they were spoken
  let won: Seat[] = []; // one entry a trick

  const dealer = (): Seat => chairs[sheet.length % 4] ?? 0;
  const after = (seat: Seat, steps: number): Seat => chairs[(seat + steps) % 4] ?? 0;

  function floor(exchanges: number): number {
    let amount = rules.minimumBid;
    if (rules.frischRaisesMinimum) for (let i = 0; i < exchanges; i++) if (amount < 8) amount += 1;
    return rung(amount, 'clubs');
  }

  /** Reads the auction from its first word, with the seats that are still in it standing in a queue. */
  function verdict(): Verdict {
    const queue = [1, 2, 3, 4].map((steps) => after(dealer(), steps));
    let by: Bid | null = null;
    let silence = 0;
    for (const { seat, bid } of words) {
      queue.shift();
      if (bid) by = { seat, ...bid };
      silence = bid ? 0 : silence + 1;
      if (bid || !rules.passIsFinal) queue.push(seat);
    }
    const alone = rules.passIsFinal ? queue.length === 1 : silence >= 3;
    if (by && (alone || rung(by.amount, by.suit) === top)) return { kind: 'won', by };
    const turn = queue[0];
    if (turn === undefined || silence === 4) return { kind: 'nobody' };
    return { kind: 'open', turn, by };
  }

  function stands(bid: Omit<Bid, 'seat'>, best: Bid | null, exchanges: number): boolean {
    const place = rung(bid.amount, bid.suit);
    return place >= floor(exchanges) && (!best || place > rung(best.amount, best.suit));
  }

  /** The contracts a seat may speak next, given what was spoken before it. */
  function openContracts(spoken: readonly number[], bid: number): number[] {
    const all = Array.from({ length: 14 }, (_, amount) => amount);
    if (spoken.length === 0) return all.filter((amount) => amount >= bid);
    if (spoken.length < 3) return all;
    return all.filter((amount) => amount !== 13 - spoken.reduce((a, b) => a + b));
  }

  const whoseContract = (by: Bid): Seat => after(by.seat, contracts.length);

  function points(contract: number, tricks: number, over: boolean): number {
    if (contract > 0) {
      let lost = 0;
      for (let t = Math.min(contract, tricks); t < Math.max(contract, tricks); t++)
        lost += rules.missPerTrick;
      return lost === 0 ? contract * contract + 10 : -lost;
    }
    if (tricks === 0) return over ? rules.zeroOver : rules.zeroUnder;
    return rules.zeroFailed === 'flat' ? -50 : (brokenZero[tricks - 1] ?? Number.NaN);
  }

  function table(): OracleTable {
    const totals: Four = [...startingScores];
    const rounds = sheet.map((row, index): FinishedRound => {
      const over = row.contracts.reduce((a, b) => a + b) > 13;
      const scores: Four = [0, 0, 0, 0];
      for (const seat of chairs) {
        scores[seat] = points(row.contracts[seat], row.tricks[seat], over);
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
    const decided = phase === 'over' && rounds.length > 0;
    return { rounds, totals, winners: decided ? winners : null, status: statusOf[phase] };
  }

  function deal(): void {
    phase = 'auction';
    shuffles = 0;
    words = [];
    trump = null;
    contracts = [];
    won = [];
  }

  /** Between rounds only: a game in the middle of a round goes on to its end. */
  function stopIfLongEnough(): void {
    if (phase !== 'between' || length === null) return;
    const enough =
      'rounds' in length ? sheet.length >= length.rounds : table().totals.some((n) => n >= length.points);
    if (enough) phase = 'over';
  }

  function closeRound(by: Bid, tricks: Four): void {
    const spoken: Four = [0, 0, 0, 0];
    for (const [seat, amount] of contracts) spoken[seat] = amount;
    sheet.push({ dealer: dealer(), frisch: shuffles, trump: by, contracts: spoken, tricks });
    phase = 'between';
    stopIfLongEnough();
  }

  function toContracts(by: Bid): void {
    trump = by;
    phase = 'contracts';
  }

  function say(word: Word): void {
    words.push(word);
    const now = verdict();
    if (now.kind === 'won') return toContracts(now.by);
    if (now.kind === 'open') return;
    if (shuffles < rules.frischMax) phase = 'frisch';
    else deal();
  }

  type Correction = Extract<Action, { type: 'round.correct' }>;

  /** The row as the correction would have it, or null if no table could have played it so. */
  function corrected(action: Correction): (typeof sheet)[number] | null {
    const old = sheet[action.round - 1];
    if (!old) return null;
    const by = action.trump ?? old.trump;
    const said: Four = [...(action.contracts ?? old.contracts)];
    const tricks: Four = [...(action.tricks ?? old.tricks)];
    if (!stands(by, null, old.frisch)) return null;
    const order = [0, 1, 2, 3].map((steps) => said[after(by.seat, steps)] ?? Number.NaN);
    const possible = order.every((amount, i) => openContracts(order.slice(0, i), by.amount).includes(amount));
    if (!possible || tricks.reduce((a, b) => a + b) !== 13) return null;
    return { ...old, trump: by, contracts: said, tricks };
  }

  /** What the action would do, or null if it is not legal. */
  function effect(action: Action): (() => void) | null {
    switch (action.type) {
      case 'room.start':
        return phase === 'lobby' ? deal : null;
      case 'auction.bid':
      case 'auction.pass': {
        if (phase !== 'auction') return null;
        const now = verdict();
        if (now.kind !== 'open' || now.turn !== action.seat) return null;
        if (action.type === 'auction.pass') return () => say({ seat: action.seat, bid: null });
        const { seat, amount, suit } = action;
        return stands(action, now.by, shuffles) ? () => say({ seat, bid: { amount, suit } }) : null;
      }
      case 'auction.record': {
        if (phase !== 'auction') return null;
        const now = verdict();
        const { seat, amount, suit, frisch = shuffles } = action;
        if (now.kind !== 'open' || frisch < shuffles || frisch > rules.frischMax) return null;
        if (frisch > shuffles && words.length > 0) return null;
        if (rules.passIsFinal && words.some((word) => word.seat === seat && !word.bid)) return null;
        // The bid that is the highest already may be recorded as the one that won.
        const same = now.by?.seat === seat && rung(now.by.amount, now.by.suit) === rung(amount, suit);
        if (!same && !stands(action, now.by, frisch)) return null;
        return () => {
          shuffles = frisch;
          toContracts({ seat, amount, suit });
        };
      }
      case 'frisch.done':
        if (phase !== 'frisch') return null;
        return () => {
          shuffles += 1;
          words = [];
          phase = 'auction';
        };
      case 'contract.set': {
        if (phase !== 'contracts' || !trump || whoseContract(trump) !== action.seat) return null;
        const spoken = contracts.map(([, amount]) => amount);
        if (!openContracts(spoken, trump.amount).includes(action.amount)) return null;
        return () => {
          contracts.push([action.seat, action.amount]);
          if (contracts.length === 4) phase = 'tricks';
        };
      }
      case 'trick.claim': {
        const by = trump;
        if (phase !== 'tricks' || !by) return null;
        return () => {
          won.push(action.seat);
          if (won.length < 13) return;
          const tricks: Four = [0, 0, 0, 0];
          for (const seat of won) tricks[seat] += 1;
          closeRound(by, tricks);
        };
      }
      case 'round.record': {
        const by = trump;
        if (phase !== 'tricks' || !by || action.tricks.reduce((a, b) => a + b) !== 13) return null;
        return () => closeRound(by, [...action.tricks]);
      }
      case 'round.next':
        return phase === 'between' ? deal : null;
      case 'game.end':
        return phase === 'over' ? null : () => (phase = 'over');
      case 'round.import':
        // Nobody says it at a table; a test of its own compares it with what is played.
        return null;
      case 'round.correct': {
        const row = corrected(action);
        if (!row) return null;
        return () => {
          sheet[action.round - 1] = row;
          stopIfLongEnough();
        };
      }
    }
  }

  return {
    play(action) {
      const run = effect(action);
      run?.();
      return run !== null;
    },
    allows: (action) => effect(action) !== null,
    legalActions: () => [...simpleCandidates, ...summaryCandidates].filter((action) => effect(action)),
    table,
  };
}
