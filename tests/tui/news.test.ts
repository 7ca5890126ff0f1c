import { describe, expect, test } from 'vitest';
import type { RoomState } from '../../src/protocol/index.ts';
import type { Action } from '../../src/rules/index.ts';
import { afterNews } from '../../src/tui/ui.ts';
import { eventSentence } from '../../src/words/index.ts';
import { moments } from './states.ts';
import { act, eventOf, tableAt, typing } from './typing.ts';

describe('news of the room', () => {
  const before = tableAt(moments.auction, { mode: 'table' });
  const after = tableAt([...moments.auction, { type: 'auction.pass', seat: 3 }], {
    mode: 'table',
    change: (state) => ({ ...state, version: 8 }),
  });

  test('drop a choice for a turn that has passed', () => {
    const { ui } = typing('b7s', before);
    expect(ui.screen.state).toMatchObject({ amount: 7, suit: 'spades' });
    expect(afterNews(ui, after, false).screen.state).toMatchObject({ amount: null, suit: null });
  });

  test('close a question, which may have been about something else', () => {
    const { ui } = typing('u', before);
    expect(ui.overlay?.name).toBe('confirm');
    expect(afterNews(ui, after, false).overlay).toBeNull();
  });

  test('leave everything as it is when somebody only comes or goes', () => {
    const { ui } = typing('b7s', before);
    expect(afterNews(ui, { ...before, state: { ...before.state } }, false)).toBe(ui);
  });

  test('from this terminal close the screen they were made on, without a word', () => {
    const { ui } = typing('u', before);
    expect(afterNews(ui, after, true)).toMatchObject({ overlay: null, say: null });
  });

  test('keep the score table open, and close the help of a screen that is gone', () => {
    const played = tableAt(moments.playing, { change: (state) => ({ ...state, version: 8 }) });
    expect(afterNews(typing('\t', before).ui, played, false).overlay?.name).toBe('scores');
    expect(afterNews(typing('?', before).ui, after, false).overlay?.name).toBe('help');
    expect(afterNews(typing('?', before).ui, played, false).overlay).toBeNull();
  });
});

test('an undo names what it takes back', () => {
  const events = [eventOf('room.create', 1, 0), eventOf('auction.pass', 2, 2)];
  const table = tableAt(moments.auction, { more: { events } });
  const { ui } = typing('u', table);
  expect(ui.overlay?.state).toMatchObject({ question: 'Take back “Noa passed”?' });
  expect(typing('uy', table).effects).toEqual([act('log.undo', {})]);
});

test('the trick that ends a game says that the game is over', () => {
  const change = (state: RoomState): RoomState => ({ ...state, status: 'finished' });
  const over = tableAt(moments.podium, { change });
  const { version } = over.state;
  expect(eventSentence(over, eventOf('trick.claim', version, 2))).toBe(
    'Noa won the last trick, and the game is over',
  );
  expect(eventSentence(over, eventOf('round.record', version, 2))).toContain('the game is over');
  expect(eventSentence(over, eventOf('trick.claim', version - 1, 2))).toBe('Noa won a trick');
});

test('the last pass of an auction says that the cards are thrown in', () => {
  const allPass: Action[] = ([1, 2, 3, 0] as const).map((seat) => ({ type: 'auction.pass', seat }));
  const deal: Action[] = [...allPass, { type: 'frisch.done' }];
  const table = tableAt([...moments.opening, ...deal, ...deal, ...deal, ...allPass]);
  const event = eventOf('auction.pass', 7, 0);
  expect(eventSentence(table, event)).toContain('the cards are thrown in');
  expect(eventSentence(tableAt(moments.auction), event)).toBe('Dana passed');
});
