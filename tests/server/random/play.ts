import { expect } from 'vitest';
import type { Reason, RoomState } from '../../../src/protocol/index.ts';
import type { Action, Entry, Seat } from '../../../src/rules/index.ts';
import { attempt, type Table as Plan } from '../../rules/random.ts';
import { simpleCandidates, summaryCandidates } from '../../support/candidates.ts';
import { createOracle, type Oracle } from '../../support/oracle.ts';
import type { Table } from '../../support/table.ts';
import { tell, type Changed } from '../tell.ts';

const candidates = [...simpleCandidates, ...summaryCandidates];

/** A finished game, and the oracle that played the same actions. */
export interface Played {
  readonly table: Table;
  readonly final: RoomState;
  readonly oracle: Oracle;
}

/** Plays a game to its end. After every attempt it checks that server and oracle agree. */
export async function play(table: Table, { rules, length, starting, manner, dice }: Plan): Promise<Played> {
  const accepted: Action[] = [];
  let oracle = createOracle(rules, length, starting);
  let state = await table.state();

  async function tryOut(action: Action, die: number) {
    const legal = oracle.allows(action);
    // Most games should be long.
    if (legal && action.type === 'game.end' && die % 10 > 0) return;
    const answer = await said(table, action, die);
    if (typeof answer === 'string') {
      expect([action, legal, answer]).toEqual([action, false, expect.any(String)]);
      return;
    }
    expect([action, legal]).toEqual([action, true]);
    oracle.play(action);
    accepted.push(action);
    state = follows(answer, state, oracle);
  }

  async function takeBack() {
    const answer = await said(table, { type: 'log.undo' }, 0);
    if (accepted.length === 0) return expect(answer).toBe('nothing_to_undo');
    if (typeof answer === 'string') throw new Error(`log.undo is refused: ${answer}`);
    // The oracle has no undo: a new one plays the game again without the last action.
    accepted.pop();
    oracle = createOracle(rules, length, starting);
    for (const action of accepted) oracle.play(action);
    state = follows(answer, state, oracle);
  }

  for (const [kind, a, b, c] of dice) {
    const candidate = candidates[(a * 10_000 + b) % candidates.length];
    if (candidate) await tryOut(candidate, c);
    if (kind % 25 === 24) await takeBack();
    await tryOut(attempt(state, manner, [kind, a, b, c]), c);
  }
  if (oracle.allows({ type: 'game.end' })) await tryOut({ type: 'game.end' }, 0);
  return { table, oracle, final: state };
}

/** The state of an answer. Checks that it is the next one, and that it agrees with the oracle. */
function follows({ version, state }: Changed, before: RoomState, oracle: Oracle): RoomState {
  expect([version, state.version]).toEqual([before.version + 1, before.version + 1]);
  const { status, rounds, totals, winners } = state;
  expect({ status, rounds, totals, winners }).toEqual(oracle.table());
  return state;
}

/** Acts at the table, as the player or as the host. Returns the change, or the reason of a refusal. */
async function said(table: Table, action: Entry, die: number): Promise<Changed | Reason> {
  const { type, ...params } = action;
  const forHost = ['room.start', 'auction.record', 'round.correct', 'game.end', 'log.undo'].includes(type);
  const inPerson = 'seat' in action && die % 2 === 0;
  const speaker = forHost || ('seat' in action && !inPerson) ? 0 : 'seat' in action ? action.seat : die % 4;
  return tell(table.players[speaker as Seat], type, { code: table.code, ...params });
}
