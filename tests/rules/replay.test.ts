import { describe, expect, test } from 'vitest';
import { advance, replay, type Action, type Entry, type Timeline } from '../../src/rules/index.ts';
import {
  bid,
  contract,
  correct,
  end,
  frischDone,
  lobby,
  next,
  pass,
  play,
  record,
  rounds,
  started,
  trick,
  tricks,
  underRound,
} from './table.ts';
import { gamesOf } from '../support/timeline.ts';

const undo: Entry = { type: 'log.undo' };

/** A log that goes through every phase, and through every kind of action. */
const log: readonly Action[] = [
  { type: 'room.start' },
  pass(1),
  pass(2),
  pass(3),
  pass(0),
  frischDone,
  pass(1),
  bid(2, '6h'),
  pass(3),
  pass(0),
  pass(1),
  contract(2, 7),
  contract(3, 0),
  contract(0, 3),
  contract(1, 4),
  ...Array.from({ length: 7 }, () => trick(2)),
  ...Array.from({ length: 3 }, () => trick(0)),
  ...Array.from({ length: 3 }, () => trick(1)),
  correct(1, { tricks: [2, 4, 7, 0] }),
  next,
  record(0, '5c'),
  contract(0, 5),
  contract(1, 0),
  contract(2, 0),
  contract(3, 0),
  correct(1, { tricks: [3, 3, 7, 0] }),
  tricks(5, 1, 1, 6),
  next,
  end,
];

function timeline(entries: Iterable<Entry>, start = lobby()): Timeline {
  const outcome = replay(start, entries);
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.ok;
}

describe('undo', () => {
  test.each(log.map((action, i) => [i, action.type] as const))(
    'takes back entry %i, %s, and what was taken back can be said again',
    (i) => {
      const before = timeline(log.slice(0, i));
      const after = timeline(log.slice(0, i + 1));
      expect(after.game).not.toEqual(before.game);
      expect(timeline([...log.slice(0, i + 1), undo])).toEqual(before);
      expect(timeline([...log.slice(0, i + 1), undo, ...log.slice(i)])).toEqual(timeline(log));
    },
  );

  test('goes back to the lobby, one action at a time, and not further', () => {
    let back = timeline(log);
    for (let i = log.length - 1; i >= 0; i--) {
      const outcome = advance(back, undo);
      if ('error' in outcome) throw new Error(outcome.error);
      back = outcome.ok;
      expect(back.game).toEqual(play(lobby(), ...log.slice(0, i)));
    }
    expect(back.game).toEqual(lobby());
    expect(advance(back, undo)).toEqual({ error: 'nothing_to_undo' });
  });

  test('does not take back an undo: two in a row take back two actions', () => {
    expect(timeline([...log.slice(0, 9), undo, undo])).toEqual(timeline(log.slice(0, 7)));
    expect(timeline([...log.slice(0, 9), undo, undo, pass(2), undo])).toEqual(timeline(log.slice(0, 7)));
  });

  test('brings back the auction of a deal that was thrown in', () => {
    const entries = [{ type: 'room.start' } as const, ...([1, 2, 3, 0] as const).map(pass)];
    const start = lobby({ frischMax: 0 });
    expect(timeline(entries, start).game).toEqual(started({ frischMax: 0 }));
    const bids = timeline([...entries, undo], start).game.round?.bids;
    expect(bids).toEqual([1, 2, 3].map((seat) => ({ seat, pass: true })));
  });

  test('reopens a game that ended by itself', () => {
    const start = rounds(started({}, { rounds: 2 }), underRound);
    const entries = [next, record(1, '5c'), contract(1, 5), contract(2, 5), contract(3, 5), contract(0, 5)];
    const finished = timeline([...entries, tricks(5, 5, 3, 0)], start);
    expect(finished.game.status).toBe('finished');
    expect(timeline([...entries, tricks(5, 5, 3, 0), undo], start).game).toMatchObject({
      status: 'playing',
      winners: null,
      totals: [50, 35, 19, -10],
    });
  });

  test('restores the totals that a correction changed', () => {
    const start = rounds(started(), underRound, underRound);
    const corrected = timeline([correct(1, { tricks: [1, 5, 3, 4] })], start);
    expect(corrected.game.totals).not.toEqual(start.totals);
    expect(timeline([correct(1, { tricks: [1, 5, 3, 4] }), undo], start).game).toBe(start);
  });
});

describe('replay', () => {
  test('of a log gives the game that was played', () => {
    expect(timeline(log).game).toEqual(play(lobby(), ...log));
    expect(gamesOf(timeline(log))).toHaveLength(log.length + 1);
  });

  test('of an empty log gives the start', () => {
    expect(timeline([])).toEqual({ game: lobby(), before: null });
  });

  test('stops at the first fault and returns it', () => {
    expect(replay(lobby(), [pass(1)])).toEqual({ error: 'wrong_phase' });
    expect(replay(lobby(), [{ type: 'room.start' }, pass(2), undo])).toEqual({ error: 'not_your_turn' });
    expect(replay(lobby(), [undo])).toEqual({ error: 'nothing_to_undo' });
    expect(replay(lobby(), [{ type: 'room.start' }, undo, undo])).toEqual({ error: 'nothing_to_undo' });
  });

  test('a refused entry leaves the timeline as it was', () => {
    const before = timeline(log.slice(0, 3));
    const kept = JSON.stringify(before);
    expect(advance(before, pass(0))).toEqual({ error: 'not_your_turn' });
    expect(JSON.stringify(before)).toBe(kept);
  });
});
