import { describe, expect, test } from 'vitest';
import { createController } from '../../src/tui/controller.ts';
import { withSeat } from '../../src/rules/index.ts';
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

/** The lobby with a free seat: only the server knows the room after a guest has come. */
function lobby() {
  const { state, ...rest } = snapshotOf(roomOf(gameAfter(moments.lobby), plainNames), userIds[0]);
  if (!state) throw new Error('there is a room');
  const free = { ...state, seats: withSeat(state.seats, 3, null) };
  const still = createStillStore({ ...rest, state: free });
  const endings: string[] = [];
  const controller = createController({
    store: still.store,
    mode: 'seat',
    onEnd: (ending) => endings.push(ending),
  });
  const type = (...keys: string[]) => keys.forEach((key) => controller.press(key));
  /** News of the guest who was asked for. */
  const comes = () => still.become({ state: { ...free, version: free.version + 1 } });
  return { ...still, controller, comes, type, endings, say: () => controller.getSnapshot().ui?.say };
}

describe('keys that are pressed while the server decides', () => {
  test('wait for its answer, and then act on the room after it', async () => {
    const { type, acts, answerLater, comes } = lobby();
    const answer = answerLater();
    type('a', 'T', 'a', 'l', 'enter', 'a', 'G', 'i', 'l', 'enter');
    expect(acts).toEqual([{ method: 'room.addGuest', params: { displayName: 'Tal' } }]);
    comes();
    answer(true);
    await expect.poll(() => acts.length).toBe(2);
    expect(acts[1]).toEqual({ method: 'room.addGuest', params: { displayName: 'Gil' } });
  });

  test('are not used if it refuses, and the screen says so', async () => {
    const { type, acts, answerLater, become, say } = lobby();
    const answer = answerLater();
    type('a', 'T', 'a', 'l', 'enter', 'a', 'G', 'enter');
    become({ fault: 'The seat is taken.' });
    answer(false);
    await expect.poll(say).toBe('The seat is taken. The keys you pressed since were not used.');
    expect(acts).toHaveLength(1);
  });
});

describe('pasted text', () => {
  test('is a name where a name is typed', async () => {
    const { controller, type, acts } = lobby();
    type('a');
    controller.paste('Savta Rivka');
    type('enter');
    expect(acts).toEqual([{ method: 'room.addGuest', params: { displayName: 'Savta Rivka' } }]);
  });

  test('is nothing but a word elsewhere', () => {
    const { controller, acts, endings, say } = lobby();
    controller.paste('quit please\r');
    expect([acts, endings]).toEqual([[], []]);
    expect(say()).toContain('Pasted text is not used here');
  });
});

describe('leaving while something is not saved', () => {
  test('waits until it is saved', () => {
    const { type, endings, become, say } = lobby();
    become({ busy: true });
    type('q');
    expect(endings).toEqual([]);
    expect(say()).toContain('Saving first');
    become({ busy: false });
    expect(endings).toEqual(['quit']);
  });

  test('does not happen if it is refused, and happens at once after a second q', () => {
    const { type, endings, become } = lobby();
    become({ busy: true });
    type('q');
    const event = { type: 'room.start', version: 8, actorId: userIds[0], seat: null, payload: {}, at: '' };
    become({ busy: false, fault: 'No.', lost: [event] });
    expect(endings).toEqual([]);
    become({ busy: true });
    type('q', 'q');
    expect(endings).toEqual(['quit']);
  });
});
