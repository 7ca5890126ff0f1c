/** The values that are typed on the round form, and what each key does there. */
import {
  minimumBidAfter,
  perSeat,
  seats,
  total,
  tricksInRound,
  withSeat,
  type PerSeat,
  type Round,
  type Seat,
  type Suit,
} from '../../rules/index.ts';
import { words } from '../../words/index.ts';
import type { Key } from '../key-events.ts';
import { suitOf } from '../keys.ts';
import { faultSentence, tryAct, type Outcome } from '../outcome.ts';
import { forSeat, mayRecordFor, momentOf, type Table } from '../table.ts';

const said = words.screens.roundForm;

export interface RoundForm {
  /** The result of the auction. */
  readonly winner: Seat | null;
  readonly amount: number | null;
  readonly suit: Suit | null;
  readonly frisch: number;
  /** The lowest bid after so many frisch. */
  readonly minimum: number;
  /** The tricks that were typed; null for those that were not. */
  readonly tricks: PerSeat<number | null>;
  /** A first digit that may be a whole number or the beginning of one: 1, for 1 or 10 to 13. */
  readonly typed: number | null;
  /** In the auction: winner, bid, suit. In the play: the seat. */
  readonly cursor: number;
  /** The moment of the game that all this is for. */
  readonly moment: string;
}

/** The form for a table; an auction that has begun is filled in so far. */
export function newRoundForm(table: Table): RoundForm {
  const { round, rules } = table.state;
  const { seat = null, amount = null, suit = null } = round?.highestBid ?? {};
  const frisch = round?.frischCount ?? 0;
  return {
    winner: seat,
    amount,
    suit,
    frisch,
    minimum: minimumBidAfter(rules, frisch),
    tricks: [null, null, null, null],
    typed: null,
    cursor: 0,
    moment: momentOf(table),
  };
}

export const formFits = ({ moment }: RoundForm, table: Table): boolean => momentOf(table) === moment;

/**
 * The tricks as far as they are known: those that were typed; the last ones, if the others are typed; otherwise those
 * that were claimed one by one.
 */
export function tricksOf({ tricks }: Pick<RoundForm, 'tricks'>, round: Round): PerSeat<number | null> {
  const open = seats.filter((seat) => tricks[seat] === null);
  const rest = tricksInRound - total(tricks);
  if (open.length === 1 && rest >= 0) return perSeat((seat) => tricks[seat] ?? rest);
  const isClaimed = total(round.tricks) > 0;
  return perSeat((seat) => tricks[seat] ?? (isClaimed ? round.tricks[seat] : null));
}

/** The seat under the cursor, in the play. */
export const seatOf = ({ cursor }: Pick<RoundForm, 'cursor'>): Seat => seats[cursor] ?? 0;

/** A digit goes on by itself where it can only mean one number. */
export function typeDigit(form: RoundForm, digit: number, table: Table): Outcome<RoundForm> {
  const { round } = table.state;
  const { typed } = form;
  if (!round) return { state: form };
  if (round.phase === 'trump_bidding' && form.cursor === 0) return typeWinner(form, digit);
  if (typed !== null) {
    // The second digit; one that does not fit begins anew.
    return digit <= 3
      ? number({ ...form, typed: null }, 10 * typed + digit, table)
      : oneThen(form, digit, table);
  }
  const isBidding = round.phase === 'trump_bidding';
  const left = round.phase === 'playing' ? tricksInRound - total(others(form)) : tricksInRound;
  return digit === 1 && (isBidding || left >= 10)
    ? { state: { ...form, typed: 1 } }
    : number(form, digit, table);
}

/** The form without the number under the cursor. */
const others = (form: RoundForm): PerSeat<number | null> => withSeat(form.tricks, seatOf(form), null);

/** A 1 was meant, and the next digit is for the next field; nothing is recorded for two seats with one key. */
function oneThen(form: RoundForm, digit: number, table: Table): Outcome<RoundForm> {
  if (table.state.status !== 'playing') return { say: said.enterAfterOne, state: form };
  return typeDigit(withTricks({ ...form, typed: null }, 1), digit, table);
}

function typeWinner(form: RoundForm, digit: number): Outcome<RoundForm> {
  const seat = seats.find((one) => one === digit - 1);
  if (seat === undefined) return { say: said.typeWinner, state: form };
  return { state: { ...form, winner: seat, cursor: 1 } };
}

/** A whole number was typed. */
function number(form: RoundForm, value: number, table: Table): Outcome<RoundForm> {
  const { round } = table.state;
  if (!round) return { state: form };
  if (round.phase === 'trump_bidding') {
    if (value < form.minimum) return { say: words.explanations.bidAtLeast(form.minimum), state: form };
    return complete({ ...form, amount: value, cursor: 2 }, table);
  }
  if (round.phase === 'contract_bidding') return contract(form, value, table);
  return { state: withTricks(form, value) };
}

const withTricks = (form: RoundForm, value: number): RoundForm =>
  forward({ ...form, tricks: withSeat(form.tricks, seatOf(form), value) });

/** The cursor goes to the next seat whose tricks are not typed. */
function forward(form: RoundForm): RoundForm {
  const open = seats.filter((seat) => form.tricks[seat] === null);
  const next = open.find((seat) => seat > form.cursor) ?? open[0];
  return { ...form, cursor: next ?? form.cursor };
}

function contract(form: RoundForm, amount: number, table: Table): Outcome<RoundForm> {
  const seat = table.state.round?.turn ?? null;
  if (seat === null) return { state: form };
  if (!mayRecordFor(table, seat)) return { say: words.screens.mayNotRecord, state: form };
  const act = { method: 'contract.set', params: { amount, ...forSeat(table, seat) } } as const;
  const tried = tryAct(table, { type: 'contract.set', seat, amount }, act);
  return 'say' in tried ? { ...tried, state: { ...form, typed: null } } : tried;
}

export function typeSuit(form: RoundForm, key: Key, table: Table): Outcome<RoundForm> {
  if (table.state.status !== 'bidding_trump') return { say: said.noSuitNow, state: form };
  return complete({ ...form, suit: suitOf(key) }, table);
}

/** Records the auction as soon as its last field is filled in. */
function complete(form: RoundForm, table: Table): Outcome<RoundForm> {
  const { winner, amount, suit } = form;
  if (winner === null || amount === null || suit === null) {
    const cursor = winner === null ? 0 : amount === null ? 1 : 2;
    return { state: { ...form, cursor } };
  }
  if (!table.isHost) return { say: words.reasons.not_host, state: form };
  const params = { seat: winner, amount, suit, frisch: form.frisch };
  const tried = tryAct(table, { type: 'auction.record', ...params }, { method: 'auction.record', params });
  return 'say' in tried ? { ...tried, state: form } : tried;
}

/** One frisch more; after the last one, as many as are recorded already. */
export function addFrisch(form: RoundForm, table: Table): Outcome<RoundForm> {
  const { round, rules, status } = table.state;
  if (!round || status !== 'bidding_trump') return { say: said.noFrischNow, state: form };
  if (rules.frischMax === 0) return { say: faultSentence(table, 'frisch_out_of_range'), state: form };
  const frisch = form.frisch < rules.frischMax ? form.frisch + 1 : round.frischCount;
  return { state: { ...form, frisch, minimum: minimumBidAfter(rules, frisch) } };
}

export function move(form: RoundForm, step: 1 | -1, { state: { status } }: Table): RoundForm {
  if (status === 'bidding_contract') return form;
  const last = status === 'playing' ? 3 : 2;
  return { ...form, typed: null, cursor: Math.min(Math.max(form.cursor + step, 0), last) };
}

/** Takes back the last key: a digit, or the field before the cursor. */
export function erase(form: RoundForm, table: Table): Outcome<RoundForm> {
  const { status } = table.state;
  if (form.typed !== null) return { state: { ...form, typed: null } };
  if (status === 'bidding_contract') return { say: said.undoTakesBack, state: form };
  if (status === 'playing') {
    const typed = seats.filter((seat) => form.tricks[seat] !== null);
    const cursor =
      form.tricks[seatOf(form)] === null ? typed.findLast((seat) => seat < form.cursor) : seatOf(form);
    const at = cursor ?? typed.at(-1);
    if (at === undefined) return { say: said.undoTakesBack, state: form };
    return { state: { ...form, cursor: at, tricks: withSeat(form.tricks, at, null) } };
  }
  if (form.suit !== null) return { state: { ...form, suit: null, cursor: 2 } };
  if (form.amount !== null) return { state: { ...form, amount: null, cursor: 1 } };
  if (form.winner !== null) return { state: { ...form, winner: null, cursor: 0 } };
  return { say: said.undoTakesBack, state: form };
}

/** Enter ends a number that could go on, goes to the next field, and records the tricks when all are there. */
export function enter(form: RoundForm, table: Table): Outcome<RoundForm> {
  const { round, status } = table.state;
  if (!round) return { state: form };
  if (form.typed !== null) return number({ ...form, typed: null }, form.typed, table);
  if (status === 'bidding_trump') return complete(form, table);
  if (status === 'bidding_contract') return { say: said.contractFirst, state: form };
  const tricks = tricksOf(form, round);
  if (!isWhole(tricks)) return { state: form.tricks[seatOf(form)] === null ? form : forward(form) };
  const sum = total(tricks);
  if (sum !== tricksInRound) return { say: words.screens.tricksNot13(sum), state: form };
  return tryAct(table, { type: 'round.record', tricks }, { method: 'round.record', params: { tricks } });
}

const isWhole = (tricks: PerSeat<number | null>): tricks is PerSeat<number> => !tricks.includes(null);
