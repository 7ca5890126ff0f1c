import { expect, test } from 'vitest';
import { createController } from '../../src/tui/controller.ts';
import { gameAfter, moments, plainNames, roomOf, snapshotOf, userIds } from './states.ts';
import { createStillStore } from './still-store.ts';

test('a key does not act on a room that has not been drawn yet', () => {
  const at = (actions: Parameters<typeof gameAfter>[0]) =>
    snapshotOf(roomOf(gameAfter(actions), plainNames), userIds[0]);
  const { store, acts, become } = createStillStore(at(moments.playing));
  const controller = createController({ store, mode: 'seat', onEnd: () => undefined });
  controller.drawn();
  const { state } = at([...moments.playing, { type: 'trick.claim', seat: 1 }]);
  if (!state) throw new Error('there is a room');
  become({ state: { ...state, version: state.version + 1 } });
  // Nobody can have seen the frame with the trick of the other seat when this key is pressed.
  controller.press('t');
  expect(acts).toEqual([]);
  expect(controller.getSnapshot().ui?.say).toBe('The table has just changed; look again.');
  controller.drawn();
  controller.press('t');
  expect(acts).toEqual([{ method: 'trick.claim', params: {} }]);
  controller.close();
});
