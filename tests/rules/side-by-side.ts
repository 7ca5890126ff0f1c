import { isDeepStrictEqual } from 'node:util';
import {
  advance,
  apply,
  legalBids,
  legalContracts,
  newGame,
  total,
  type Action,
  type Game,
  type Timeline,
  type PerSeat,
} from '../../src/rules/index.ts';
import { simpleCandidates } from '../support/candidates.ts';
import { createOracle, type Oracle } from '../support/oracle.ts';
import { attempt, type Table } from './random.ts';
import { contract, frozen } from './table.ts';

/** Throws an error with all that explains it. `expect` is too slow for a million comparisons. */
export function must(holds: boolean, what: string, ...about: unknown[]): void {
  if (!holds) throw new Error(`${what}: ${about.map((it) => JSON.stringify(it)).join(' ')}`);
}

const sum = (values: PerSeat<number>[]): number[] =>
  [0, 1, 2, 3].map((seat) => values.reduce((all, four) => all + (four[seat] ?? Number.NaN), 0));

/** Checks what is true in every state of every game. */
function checkState(game: Game): void {
  for (const [i, round] of game.rounds.entries()) {
    must(round.number === i + 1 && round.dealer === i % 4, 'number and dealer', round);
    must(total(round.tricks) === 13, 'tricks are 13', round);
    must(total(round.contracts) !== 13, 'contracts are never 13', round);
    must(round.type === (total(round.contracts) > 13 ? 'over' : 'under'), 'type', round);
    must(round.contracts[round.trump.seat] >= round.trump.amount, 'the declarer holds the bid', round);
  }
  const scores = game.rounds.map((round) => round.scores);
  must(isDeepStrictEqual(sum([game.startingScores, ...scores]), [...game.totals]), 'totals', game);
  must((game.winners !== null) === (game.status === 'finished' && scores.length > 0), 'winners', game);
  const { round } = game;
  if (!round) return;
  const begun = game.rounds.length + (round.phase === 'complete' ? 0 : 1);
  must(round.number === begun && round.dealer === (begun - 1) % 4, 'the round on the table', round);
  must(round.sum === total(round.contracts), 'the sum shown', round);
  must(total(round.tricks) <= 13, 'no more than 13 tricks', round);
  const awaits = game.status === 'bidding_trump' || game.status === 'bidding_contract';
  must((round.turn !== null) === awaits, 'somebody is awaited in the auction and the contracts', game);
}

/** Checks the turn after `action`: it goes clockwise from the seat that acted. */
function checkTurn(before: Game, action: Action, after: Game): void {
  const turn = after.round?.turn;
  if (before.status !== after.status || turn === null || turn === undefined || !('seat' in action)) return;
  if (action.type === 'contract.set') must(turn === (action.seat + 1) % 4, 'turn', action, after);
  if (action.type !== 'auction.bid' && action.type !== 'auction.pass') return;
  if (after.round?.bids.length === 0) return;
  const out = after.rules.passIsFinal
    ? (after.round?.bids.slice(after.round.frischCount * 4) ?? []).flatMap((it) =>
        'pass' in it ? it.seat : [],
      )
    : [];
  const order = [1, 2, 3, 4].map((steps) => (action.seat + steps) % 4);
  must(turn === order.find((seat) => !out.some((it) => it === seat)), 'turn', action, after);
}

export interface Played {
  readonly timeline: Timeline;
  readonly actions: readonly Action[];
  readonly oracle: Oracle;
}

/** Plays the attempts of a table with the rules and the oracle side by side. */
export function playBoth(table: Table, inEveryState: (game: Game, oracle: Oracle) => void): Played {
  const { rules, length, starting } = table;
  const oracle = createOracle(rules, length, starting);
  const actions: Action[] = [];
  let timeline: Timeline = { game: frozen(newGame(rules, length, starting)), before: null };
  inEveryState(timeline.game, oracle);
  for (const dice of table.dice) {
    const before = timeline.game;
    const action = attempt(before, table.manner, dice);
    const outcome = advance(timeline, action);
    const taken = oracle.play(action);
    must('ok' in outcome === taken, 'the oracle disagrees', action, outcome, before);
    if ('error' in outcome) continue;
    timeline = outcome.ok;
    frozen(timeline.game);
    actions.push(action);
    checkState(timeline.game);
    checkTurn(before, action, timeline.game);
    const { rounds, totals, winners, status } = timeline.game;
    const ours = { rounds, totals, winners, status };
    must(isDeepStrictEqual(ours, oracle.table()), 'score table', ours, oracle.table());
    inEveryState(timeline.game, oracle);
  }
  return { timeline, actions, oracle };
}

/** Checks that each candidate is legal for both or for neither. */
export function compare(candidates: readonly Action[], game: Game, oracle: Oracle): void {
  for (const action of candidates) {
    must('ok' in apply(game, action) === oracle.allows(action), 'the oracle disagrees', action, game);
  }
}

/** Checks that a screen is offered exactly the choices that the oracle allows. */
export function compareOffers(game: Game, oracle: Oracle): void {
  const { round, status } = game;
  if (!round || round.turn === null) return;
  const seat = round.turn;
  const offered =
    status === 'bidding_trump'
      ? legalBids(round).map((it): Action => ({ type: 'auction.bid', seat, ...it }))
      : round.trump
        ? legalContracts({ trump: round.trump, contracts: round.contracts }, seat).map((amount) =>
            contract(seat, amount),
          )
        : [];
  const types = new Set(['auction.bid', 'contract.set']);
  const legal = simpleCandidates.filter((it) => types.has(it.type) && oracle.allows(it));
  must(offered.length === legal.length && offered.every(oracle.allows), 'offers', offered, legal);
  if (status !== 'bidding_contract') return;
  const missing = Array.from({ length: 14 }, (_, n) => n).filter((n) => !oracle.allows(contract(seat, n)));
  const soFar = round.contracts.filter((it) => it !== null).length;
  if (soFar === 3) must((round.forbidden ?? undefined) === missing[0], 'forbidden', round, missing);
  else must(round.forbidden === null, 'forbidden before the last', round);
}
