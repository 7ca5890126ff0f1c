import { describe, expect, test } from 'vitest';
import { afterNews } from '../../src/tui/ui.ts';
import { moments, rounds } from './states.ts';
import { act, pressing, tableAt, typing } from './typing.ts';

describe('a correction', () => {
  test('starts from what was recorded, and sends only the changes', () => {
    // The cursor is on the tricks of the first seat: 2, 6, 3 and 2 become 3, 6, 2 and 2.
    const table = tableAt(moments.round);
    const opened = typing('xx', table).ui;
    expect(pressing(['3', 'down', 'down', '2', 'enter'], table, opened).effects).toEqual([
      act('round.correct', { round: 1, tricks: [3, 6, 2, 2] }),
    ]);
  });

  test('changes the trump by the letter of its suit', () => {
    expect(typing('xxs\r', tableAt(moments.round)).effects).toEqual([
      act('round.correct', { round: 1, trump: { seat: 1, amount: 6, suit: 'spades' } }),
    ]);
  });

  test('can be made to any round, which the arrows find', () => {
    const { ui } = pressing(['x', 'up', 'up', 'enter'], tableAt(rounds(5)));
    expect(ui.overlay).toMatchObject({ name: 'correct', state: { before: { number: 3 } } });
  });

  test('closes when somebody else changes that round', () => {
    const table = tableAt(moments.round);
    const { ui } = typing('xx', table);
    const state = { ...table.state, version: 8 };
    expect(afterNews(ui, { ...table, state }, false).overlay).not.toBeNull();
    const [round] = state.rounds;
    if (!round) throw new Error('there is a round');
    const changed = { ...table, state: { ...state, rounds: [{ ...round, tricks: [3, 6, 2, 2] as const }] } };
    expect(afterNews(ui, changed, false)).toMatchObject({
      overlay: null,
      say: expect.stringContaining('moved on'),
    });
  });

  test('leads back to the list of rounds', () => {
    const table = tableAt(rounds(3));
    const { ui } = pressing(['up', 'enter', 'escape'], table, typing('x', table).ui);
    expect(ui.overlay).toMatchObject({ name: 'scores', state: { cursor: 1 } });
  });
});
