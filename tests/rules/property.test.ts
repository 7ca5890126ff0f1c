import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, apply, legalBids, newGame, type Action, type Game } from '../../src/rules/index.ts';
import { simpleCandidates, summaryCandidates } from '../support/candidates.ts';
import { createOracle } from '../support/oracle.ts';
import { tables } from './random.ts';
import { compare, compareOffers, must, playBoth } from './side-by-side.ts';
import { bid, contract, fault, lobby, pass } from './table.ts';
import { gamesOf } from '../support/timeline.ts';

describe('random games', () => {
  test('lead rules and oracle to the same score table, thousands of times', () => {
    const seen = new Set<string>();
    const note = (game: Game) => {
      seen.add(game.status);
      seen.add(`rounds ${game.rounds.length}`);
      for (const round of game.rounds) seen.add(round.type).add(`frisch ${round.frischCount}`);
      if (game.winners) seen.add(`winners ${game.winners.length}`);
    };
    fc.assert(
      fc.property(tables(100), (table) => {
        note(playBoth(table, () => {}).timeline.game);
      }),
      { numRuns: 2_000 },
    );
    // Games that end early would prove nothing, so all of these must have occurred.
    const phases = ['bidding_trump', 'frisch', 'bidding_contract', 'playing', 'round_complete', 'finished'];
    const rounds = [0, 1, 2, 3, 4, 5].map((n) => `rounds ${n}`);
    const frisch = [0, 1, 2, 3].map((n) => `frisch ${n}`);
    const expected = [...phases, ...rounds, ...frisch, 'over', 'under', 'winners 1', 'winners 2'];
    expect([...seen]).toEqual(expect.arrayContaining(expected));
  });

  test('have in every state only actions that are legal for both or for neither', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        playBoth(table, (game, oracle) => {
          compare(simpleCandidates, game, oracle);
          compareOffers(game, oracle);
        });
      }),
      { numRuns: 250 },
    );
  });

  test('agree on every result of an auction, and on all tricks of a round', () => {
    fc.assert(
      fc.property(tables(40), (table) => {
        playBoth(table, (game, oracle) => compare(summaryCandidates, game, oracle));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a random game', () => {
  test('is the same after an undo to the lobby and a redo to the end', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const { timeline: end, actions } = playBoth(table, () => {});
        const games = gamesOf(end);
        let timeline = end;
        for (let i = actions.length; i > 0; i--) {
          const undone = advance(timeline, { type: 'log.undo' });
          if ('error' in undone) throw new Error(undone.error);
          must(
            undone.ok.game === games[i - 1] && (undone.ok.before === null) === (i === 1),
            'undone',
            actions[i - 1],
          );
          timeline = undone.ok;
        }
        must('error' in advance(timeline, { type: 'log.undo' }), 'there is nothing before the lobby');
        for (const [i, action] of actions.entries()) {
          const redone = advance(timeline, action);
          if ('error' in redone) throw new Error(redone.error);
          timeline = redone.ok;
          must(isDeepStrictEqual(timeline.game, games[i + 1]), 'redone', action);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('loses nothing in JSON, and goes on from there', () => {
    fc.assert(
      fc.property(tables(60), (table) => {
        const { timeline, actions } = playBoth(table, () => {});
        const games = gamesOf(timeline);
        let game: Game = JSON.parse(JSON.stringify(lobby(table.rules, table.length, table.starting)));
        for (const [i, action] of actions.entries()) {
          const outcome = apply(game, JSON.parse(JSON.stringify(action)));
          if ('error' in outcome) throw new Error(outcome.error);
          game = JSON.parse(JSON.stringify(outcome.ok));
          const played = games[i + 1];
          must(isDeepStrictEqual(game, played), 'JSON', game, played);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('the oracle lists every legal action of the first turn', () => {
  const oracle = createOracle(lobby().rules, null, [0, 0, 0, 0]);
  const listed: string[] = oracle.legalActions().map((it) => it.type);
  expect(listed).toEqual(['room.start', 'game.end']);
  oracle.play({ type: 'room.start' });
  const count = (type: string) => oracle.legalActions().filter((it) => it.type === type).length;
  // 45 bids. Recorded results: four seats, with no frisch given or 0, or with 1, 2 or 3 and 40, 35 or 30 bids left.
  expect([count('auction.bid'), count('auction.pass')]).toEqual([45, 1]);
  expect(count('auction.record')).toBe(4 * (45 + 45 + 40 + 35 + 30));
});

describe('every auction of up to ten words is the same for rules and oracle', () => {
  test.each([false, true])('of pass, the lowest bid and 13 no trump; a pass is final: %s', (passIsFinal) => {
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
  });
});
