import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  apply,
  legalBids,
  legalContracts,
  newGame,
  total,
  type Action,
  type Game,
  type History,
  type PerSeat,
} from '../../src/rules/index.ts';
import { simpleCandidates, summaryCandidates } from '../support/candidates.ts';
import { createOracle, type Oracle } from '../support/oracle.ts';
import { attempt, tables, type Table } from './random.ts';
import { bid, contract, fault, frozen, lobby, pass } from './table.ts';

/** Throws what a failed comparison needs to be understood; `expect` is too slow for a million of them. */
function must(holds: boolean, what: string, ...about: unknown[]): void {
  if (!holds) throw new Error(`${what}: ${about.map((it) => JSON.stringify(it)).join(' ')}`);
}

const sum = (values: PerSeat<number>[]): number[] =>
  [0, 1, 2, 3].map((seat) => values.reduce((all, four) => all + (four[seat] ?? Number.NaN), 0));

/** What holds in every state of every game. */
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

/** Whose turn it has to be after `action`, clockwise from the seat that acted. */
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

interface Played {
  readonly history: History;
  readonly actions: readonly Action[];
  readonly oracle: Oracle;
}

/** Plays the attempts of a table with the rules and the oracle side by side. */
function playBoth(table: Table, inEveryState: (game: Game, oracle: Oracle) => void): Played {
  const { rules, length, starting } = table;
  const oracle = createOracle(rules, length, starting);
  const actions: Action[] = [];
  let history: History = { game: frozen(newGame(rules, length, starting)), past: [] };
  inEveryState(history.game, oracle);
  for (const dice of table.dice) {
    const before = history.game;
    const action = attempt(before, table.manner, dice);
    const outcome = advance(history, action);
    const taken = oracle.play(action);
    must('ok' in outcome === taken, 'the oracle disagrees', action, outcome, before);
    if ('error' in outcome) continue;
    history = outcome.ok;
    frozen(history.game);
    actions.push(action);
    checkState(history.game);
    checkTurn(before, action, history.game);
    const { rounds, totals, winners, status } = history.game;
    const ours = { rounds, totals, winners, status };
    must(isDeepStrictEqual(ours, oracle.table()), 'score table', ours, oracle.table());
    inEveryState(history.game, oracle);
  }
  return { history, actions, oracle };
}

/** Every candidate is legal for both or for neither. */
function compare(candidates: readonly Action[], game: Game, oracle: Oracle): void {
  for (const action of candidates) {
    must('ok' in apply(game, action) === oracle.allows(action), 'the oracle disagrees', action, game);
  }
}

/** What a screen is offered to choose from is exactly what the oracle allows. */
function compareOffers(game: Game, oracle: Oracle): void {
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
  const spoken = round.contracts.filter((it) => it !== null).length;
  if (spoken === 3) must((round.forbidden ?? undefined) === missing[0], 'forbidden', round, missing);
  else must(round.forbidden === null, 'forbidden before the last', round);
}

describe('random games', () => {
  test('thousands: rules and oracle take the same actions and come to the same score table', () => {
    const seen = new Set<string>();
    const note = (game: Game) => {
      seen.add(game.status);
      seen.add(`rounds ${game.rounds.length}`);
      for (const round of game.rounds) seen.add(round.type).add(`frisch ${round.frischCount}`);
      if (game.winners) seen.add(`winners ${game.winners.length}`);
    };
    fc.assert(
      fc.property(tables(100), (table) => {
        note(playBoth(table, () => {}).history.game);
      }),
      { numRuns: 3_000 },
    );
    // Games that never get anywhere would prove nothing.
    const phases = ['bidding_trump', 'frisch', 'bidding_contract', 'playing', 'round_complete', 'finished'];
    const rounds = [0, 1, 2, 3, 4, 5].map((n) => `rounds ${n}`);
    const frisch = [0, 1, 2, 3].map((n) => `frisch ${n}`);
    const expected = [...phases, ...rounds, ...frisch, 'over', 'under', 'winners 1', 'winners 2'];
    expect([...seen]).toEqual(expect.arrayContaining(expected));
  });

  test('every candidate action in every state is legal for both or for neither', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        playBoth(table, (game, oracle) => {
          compare(simpleCandidates, game, oracle);
          compareOffers(game, oracle);
        });
      }),
      { numRuns: 400 },
    );
  });

  test('so is every result of an auction or of the tricks', () => {
    fc.assert(
      fc.property(tables(40), (table) => {
        playBoth(table, (game, oracle) => compare(summaryCandidates, game, oracle));
      }),
      { numRuns: 40 },
    );
  });

  test('undo then redo gives the same game, back to the lobby and forth to the end', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const { history: end, actions } = playBoth(table, () => {});
        const games = [...end.past, end.game];
        let history = end;
        for (let i = actions.length; i > 0; i--) {
          const undone = advance(history, { type: 'log.undo' });
          if ('error' in undone) throw new Error(undone.error);
          must(undone.ok.game === games[i - 1] && undone.ok.past.length === i - 1, 'undone', actions[i - 1]);
          history = undone.ok;
        }
        must('error' in advance(history, { type: 'log.undo' }), 'there is nothing before the lobby');
        for (const [i, action] of actions.entries()) {
          const redone = advance(history, action);
          if ('error' in redone) throw new Error(redone.error);
          history = redone.ok;
          must(isDeepStrictEqual(history.game, games[i + 1]), 'redone', action);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('JSON loses nothing of a game, and the game goes on from it', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const { history, actions } = playBoth(table, () => {});
        let game: Game = JSON.parse(JSON.stringify(lobby(table.rules, table.length, table.starting)));
        for (const [i, action] of actions.entries()) {
          const outcome = apply(game, JSON.parse(JSON.stringify(action)));
          if ('error' in outcome) throw new Error(outcome.error);
          game = JSON.parse(JSON.stringify(outcome.ok));
          const played = history.past[i + 1] ?? history.game;
          must(isDeepStrictEqual(game, played), 'JSON', game, played);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what the oracle lists as legal is legal, and all that is', () => {
    const oracle = createOracle(lobby().rules, null, [0, 0, 0, 0]);
    const listed: string[] = oracle.legalActions().map((it) => it.type);
    expect(listed).toEqual(['room.start', 'game.end']);
    oracle.play({ type: 'room.start' });
    const count = (type: string) => oracle.legalActions().filter((it) => it.type === type).length;
    // 45 bids; recorded for any of four seats, frisch untold or 0, or 1, 2, 3 with 40, 35 and 30 bids left.
    expect([count('auction.bid'), count('auction.pass')]).toEqual([45, 1]);
    expect(count('auction.record')).toBe(4 * (45 + 45 + 40 + 35 + 30));
  });
});

describe('every auction of up to ten words', () => {
  test.each([false, true])(
    'that are pass, the lowest bid or 13 no trump; a pass is final: %s',
    (passIsFinal) => {
      const rules = { ...lobby().rules, passIsFinal, frischMax: 1 };
      let auctions = 0;

      function explore(game: Game, path: readonly Action[]): void {
        auctions += 1;
        const oracle = createOracle(rules, null, [0, 0, 0, 0]);
        for (const action of path) must(oracle.play(action), 'the oracle refuses', action, path);
        must(game.status === oracle.table().status, 'status', game.status, oracle.table(), path);
        if (path.length === 11) return;
        const { round, status } = game;
        if (status === 'bidding_contract' && round?.trump) {
          const declares = contract(round.trump.seat, 13);
          must(oracle.allows(declares) && fault(game, declares) === null, 'declarer', round, path);
        }
        const tried: Action[] =
          status === 'frisch'
            ? [{ type: 'frisch.done' }]
            : ([0, 1, 2, 3] as const).flatMap((seat) => {
                const lowest = round ? legalBids(round)[0] : undefined;
                const bids: Action[] = lowest ? [{ type: 'auction.bid', seat, ...lowest }] : [];
                return [pass(seat), ...bids, bid(seat, '13n')];
              });
        for (const action of tried) {
          const outcome = apply(game, action);
          must('ok' in outcome === oracle.allows(action), 'the oracle disagrees', action, path);
          if ('ok' in outcome) explore(outcome.ok, [...path, action]);
        }
      }

      const start = apply(newGame(rules, null, [0, 0, 0, 0]), { type: 'room.start' });
      if ('error' in start) throw new Error(start.error);
      explore(start.ok, [{ type: 'room.start' }]);
      expect(auctions).toBeGreaterThan(500);
    },
  );
});
