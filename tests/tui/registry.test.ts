import { expect, test } from 'vitest';
import type { Outcome } from '../../src/tui/outcome.ts';
import { screen } from '../../src/tui/screen.ts';
import { auction } from '../../src/tui/screens/auction.tsx';
import { roomScreens, screenFor } from '../../src/tui/screens/registry.ts';
import { afterNews, keysOf, newUi, press, top } from '../../src/tui/ui.ts';
import { host } from '../../src/tui/who.ts';
import { moments } from './states.ts';
import { opener, tableAt } from './typing.ts';

/** A screen that no other file knows. */
const counter = screen({
  name: 'counter',
  keys: [
    { keys: ['up'], command: 'more', label: 'more' },
    { keys: ['down'], command: 'less', label: 'less', who: host },
    { keys: ['escape'], command: 'close', label: 'back' },
  ],
  reduce(count: number, { command }): Outcome<number> {
    if (command === 'close') return { close: true };
    if (command === 'less' && count === 0) return { say: 'There is nothing to take away.' };
    return { state: command === 'more' ? count + 1 : count - 1 };
  },
  fits: (_, { state }) => state.status === 'playing',
  view: ({ state }) => String(state),
});

test('a screen is one value: its keys, its reducer, its view, and whether it still fits', () => {
  const table = tableAt(moments.playing);
  const opened = { ...newUi(table), overlay: counter.open(1) };
  expect(keysOf(opened, table)).toMatchObject({ own: [{ label: 'more' }, {}, {}], anywhere: [] });
  expect(press(opened, 'up', table).ui.overlay?.state).toBe(2);
  const zero = press(opened, 'down', table).ui;
  expect(press(zero, 'down', table).ui).toMatchObject({ say: 'There is nothing to take away.' });
  expect(press(opened, 'escape', table).ui.overlay).toBeNull();
  expect(top(opened).draw(table)).toMatchObject({ props: { state: 1 } });

  const later = tableAt(moments.round, { change: (state) => ({ ...state, version: 8 }) });
  expect(afterNews(opened, later, false).overlay).toBeNull();
});

test('a key that is not for this person is answered with a sentence, and is not offered', () => {
  const table = tableAt(moments.playing, opener);
  const opened = { ...newUi(table), overlay: counter.open(1) };
  expect(press(opened, 'down', table).ui).toMatchObject({ say: expect.stringContaining('Only the host') });
  expect(top(opened).keys.map((key) => key.isOffered(table))).toEqual([true, false, true]);
});

test('a reducer can be asked alone', () => {
  const table = tableAt(moments.opening, opener);
  const empty = auction.initial(table);
  expect(auction.reduce(empty, { command: 'digit', key: '7' }, table)).toMatchObject({
    state: { amount: 7 },
  });
});

test.each(Object.entries(moments))('the screen at %s is the one of its status', (_, actions) => {
  const table = tableAt(actions);
  expect(screenFor(table, 'steps').name).toBe(roomScreens[table.state.status].name);
});
