import type { Action, Fault, Outcome } from './actions.ts';
import { auctionAfter, isLegalBid, passedSeats } from './auction.ts';
import { contractFault, forbiddenContract, gameType } from './contracts.ts';
import { correct } from './correct.ts';
import { minimumBidAfter } from './profile.ts';
import { scores } from './scoring.ts';
import { add, leaders, leftOf, total, withSeat } from './seats.ts';
import {
  tricksInRound,
  type Bid,
  type FinishedRound,
  type Game,
  type GameStatus,
  type Length,
  type PerSeat,
  type Round,
  type RoundPhase,
  type RuleProfile,
  type Seat,
} from './types.ts';

/** A game in the lobby. */
export function newGame(rules: RuleProfile, length: Length, startingScores: PerSeat<number>): Game {
  return {
    status: 'waiting',
    rules,
    length,
    startingScores,
    round: null,
    rounds: [],
    totals: startingScores,
    winners: null,
  };
}

/** The game after `action`, or why the rules refuse it. Amounts and tricks are whole numbers from 0 to 13. */
export function apply(game: Game, action: Action): Outcome {
  switch (action.type) {
    case 'room.start':
      return game.status === 'waiting' ? { ok: deal(game, 1) } : { error: 'wrong_phase' };
    case 'auction.bid':
      return bid(game, action);
    case 'auction.pass':
      return pass(game, action.seat);
    case 'auction.record':
      return recordAuction(game, action);
    case 'frisch.done':
      return frischDone(game);
    case 'contract.set':
      return setContract(game, action.seat, action.amount);
    case 'trick.claim':
      return claimTrick(game, action.seat);
    case 'round.record':
      return recordTricks(game, action.tricks);
    case 'round.next':
      return game.status === 'round_complete'
        ? { ok: deal(game, game.rounds.length + 1) }
        : { error: 'wrong_phase' };
    case 'round.import':
      return importRound(game, action);
    case 'game.end':
      return game.status === 'finished' ? { error: 'wrong_phase' } : { ok: finish(game) };
    case 'round.correct': {
      const corrected = correct(game, action);
      return 'error' in corrected ? corrected : { ok: finishIfLong(corrected.ok) };
    }
    default: {
      const never: never = action;
      return never;
    }
  }
}

const statusOf: Record<RoundPhase, GameStatus> = {
  trump_bidding: 'bidding_trump',
  frisch: 'frisch',
  contract_bidding: 'bidding_contract',
  playing: 'playing',
  complete: 'round_complete',
};

/** The game with `changes` made to the round on the table; its status follows the phase. */
function withRound(game: Game, round: Round, changes: Partial<Round>): Game {
  const changed = { ...round, ...changes };
  return { ...game, status: statusOf[changed.phase], round: changed };
}

/** The round on the table if it is in `phase` and the game is not over, else null. */
function roundIn(game: Game, phase: RoundPhase): Round | null {
  return game.status === statusOf[phase] ? game.round : null;
}

/** A new deal. After every completed round the next seat clockwise deals: seat (n − 1) mod 4 in round n. */
function deal(game: Game, number: number): Game {
  const dealer = ((number - 1) % 4) as Seat;
  const round: Round = {
    number,
    dealer,
    phase: 'trump_bidding',
    turn: leftOf(dealer),
    frischCount: 0,
    minimumBid: minimumBidAfter(game.rules, 0),
    bids: [],
    highestBid: null,
    trump: null,
    contracts: [null, null, null, null],
    sum: 0,
    forbidden: null,
    type: null,
    tricks: [0, 0, 0, 0],
  };
  return withRound(game, round, {});
}

function bid(game: Game, { seat, amount, suit }: Bid): Outcome {
  const round = roundIn(game, 'trump_bidding');
  if (!round) return { error: 'wrong_phase' };
  if (round.turn !== seat) return { error: turnFault(game, round, seat) };
  if (!isLegalBid(round, { amount, suit })) return { error: 'bid_too_low' };
  return { ok: said(game, round, { seat, amount, suit }) };
}

function pass(game: Game, seat: Seat): Outcome {
  const round = roundIn(game, 'trump_bidding');
  if (!round) return { error: 'wrong_phase' };
  if (round.turn !== seat) return { error: turnFault(game, round, seat) };
  return { ok: said(game, round, { seat, pass: true }) };
}

function turnFault(game: Game, round: Round, seat: Seat): Fault {
  return game.rules.passIsFinal && passedSeats(round.bids).includes(seat) ? 'passed_out' : 'not_your_turn';
}

function said(game: Game, round: Round, said: Round['bids'][number]): Game {
  const bids = [...round.bids, said];
  const highestBid = 'pass' in said ? round.highestBid : said;
  const after = auctionAfter(game.rules, bids);
  if ('turn' in after) return withRound(game, round, { bids, highestBid, turn: after.turn });
  if ('trump' in after) return trumpNamed(game, { ...round, bids, highestBid }, after.trump);
  return passedOut(game, { ...round, bids });
}

/** After an auction in which all four passed: a frisch, or, if none is left, the same round dealt again. */
function passedOut(game: Game, round: Round): Game {
  if (round.frischCount === game.rules.frischMax) return deal(game, round.number);
  const frischCount = round.frischCount + 1;
  const minimumBid = minimumBidAfter(game.rules, frischCount);
  return withRound(game, round, { phase: 'frisch', turn: null, frischCount, minimumBid });
}

function trumpNamed(game: Game, round: Round, trump: Bid): Game {
  return withRound(game, round, {
    phase: 'contract_bidding',
    turn: trump.seat,
    highestBid: trump,
    trump,
  });
}

function recordAuction(game: Game, action: Action & { type: 'auction.record' }): Outcome {
  const round = roundIn(game, 'trump_bidding');
  if (!round) return { error: 'wrong_phase' };
  const { seat, amount, suit, frisch = round.frischCount } = action;
  if (frisch < round.frischCount || frisch > game.rules.frischMax) return { error: 'frisch_out_of_range' };
  const begun = round.bids.length % 4 !== 0 || round.highestBid !== null;
  if (begun && frisch > round.frischCount) return { error: 'auction_under_way' };
  if (game.rules.passIsFinal && passedSeats(round.bids).includes(seat)) return { error: 'passed_out' };

  const minimumBid = minimumBidAfter(game.rules, frisch);
  const { highestBid } = round;
  const isHighest = highestBid?.seat === seat && highestBid.amount === amount && highestBid.suit === suit;
  if (!isHighest && !isLegalBid({ minimumBid, highestBid }, { amount, suit }))
    return { error: 'bid_too_low' };
  return { ok: trumpNamed(game, { ...round, frischCount: frisch, minimumBid }, { seat, amount, suit }) };
}

function frischDone(game: Game): Outcome {
  const round = roundIn(game, 'frisch');
  if (!round) return { error: 'wrong_phase' };
  return { ok: withRound(game, round, { phase: 'trump_bidding', turn: leftOf(round.dealer) }) };
}

function setContract(game: Game, seat: Seat, amount: number): Outcome {
  const round = roundIn(game, 'contract_bidding');
  if (!round?.trump) return { error: 'wrong_phase' };
  if (round.turn !== seat) return { error: 'not_your_turn' };
  const fault = contractFault({ trump: round.trump, contracts: round.contracts }, seat, amount);
  if (fault) return { error: fault };

  const contracts = withSeat(round.contracts, seat, amount);
  const sum = total(contracts);
  const next = { contracts, sum, forbidden: forbiddenContract(contracts) };
  if (contracts.includes(null)) return { ok: withRound(game, round, { ...next, turn: leftOf(seat) }) };
  return { ok: withRound(game, round, { ...next, turn: null, phase: 'playing', type: gameType(sum) }) };
}

function claimTrick(game: Game, seat: Seat): Outcome {
  const round = roundIn(game, 'playing');
  if (!round) return { error: 'wrong_phase' };
  return { ok: withTricks(game, round, withSeat(round.tricks, seat, round.tricks[seat] + 1)) };
}

function recordTricks(game: Game, tricks: PerSeat<number>): Outcome {
  const round = roundIn(game, 'playing');
  if (!round) return { error: 'wrong_phase' };
  if (total(tricks) !== tricksInRound) return { error: 'tricks_not_13' };
  return { ok: withTricks(game, round, tricks) };
}

/** A whole round as its single steps: the auction, four contracts, the tricks. */
function importRound(
  game: Game,
  { frisch, trump, contracts, tricks }: Action & { type: 'round.import' },
): Outcome {
  const dealt = game.status === 'round_complete' ? deal(game, game.rounds.length + 1) : game;
  const setContracts = [0, 1, 2, 3].map((step): Action => {
    const seat = leftOf(trump.seat, step);
    return { type: 'contract.set', seat, amount: contracts[seat] };
  });
  const steps: readonly Action[] = [
    { type: 'auction.record', ...trump, frisch },
    ...setContracts,
    { type: 'round.record', tricks },
  ];
  return steps.reduce<Outcome>((outcome, step) => ('ok' in outcome ? apply(outcome.ok, step) : outcome), {
    ok: dealt,
  });
}

/** The round is complete as soon as its tricks add up to 13. */
function withTricks(game: Game, round: Round, tricks: PerSeat<number>): Game {
  if (total(tricks) < tricksInRound) return withRound(game, round, { tricks });
  const finished = finishedRound(game.rules, { ...round, tricks });
  const complete = withRound(game, round, { tricks, phase: 'complete' });
  return finishIfLong({
    ...complete,
    rounds: [...game.rounds, finished],
    totals: add(game.totals, finished.scores),
  });
}

function finishedRound(rules: RuleProfile, round: Round): FinishedRound {
  const { number, dealer, frischCount, trump, type, tricks } = round;
  if (!trump || !type) throw new Error(`round ${number} is played without trump or contracts`);
  const contracts = round.contracts as PerSeat<number>;
  const points = scores(rules, type, { contracts, tricks });
  return { number, dealer, frischCount, trump, contracts, tricks, type, scores: points };
}

/** Ends the game if it has reached its length and no round is in progress. */
function finishIfLong(game: Game): Game {
  if (game.status !== 'round_complete' || game.length === null) return game;
  const { length } = game;
  const reached =
    'rounds' in length ? game.rounds.length >= length.rounds : Math.max(...game.totals) >= length.points;
  return reached ? finish(game) : game;
}

/** Ends the game. A round in progress does not count; without any finished round nobody has won. */
function finish(game: Game): Game {
  const winners = game.rounds.length > 0 ? leaders(game.totals) : null;
  const round = game.round && { ...game.round, turn: null };
  return { ...game, status: 'finished', round, winners };
}
