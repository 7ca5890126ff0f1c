import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRoomStore, undoTarget, type RoomStore } from '../../src/client/index.ts';
import type { RoomEvent, RoomState } from '../../src/protocol/index.ts';
import { startHost, type Host } from './host.ts';
import { createLine } from './line.ts';
import { accepted, join, until } from './people.ts';

let host: Host;
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  host = await startHost();
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
afterAll(() => host.close());

async function enter(name: string, code?: string, url = host.url) {
  const connection = await join(url, name);
  closers.push(connection.close);
  const room = code ?? accepted(await connection.call('room.create', {})).code;
  const store = createRoomStore(connection, room);
  closers.push(store.close);
  const entered = await store.entered;
  if ('refused' in entered) throw new Error(entered.refused.message);
  return { connection, store, code: room };
}

const shows = (store: RoomStore, look: (state: RoomState) => boolean) =>
  until(store.subscribe, () => {
    const { state } = store.getSnapshot();
    return state && look(state) ? state : undefined;
  });

test('everybody in a room sees the actions of all others', async () => {
  const dana = await enter('Dana');
  const yossi = await enter('Yossi', dana.code.toLowerCase());
  await shows(dana.store, ({ seats }) => seats[1]?.displayName === 'Yossi');
  expect(await dana.store.act('room.addGuest', { displayName: 'Noa' })).toBe(true);
  await shows(yossi.store, ({ seats }) => seats[2]?.guest === true);
  const [told] = yossi.store.getSnapshot().events.slice(-1);
  expect(told).toMatchObject({ type: 'room.addGuest', payload: { displayName: 'Noa' } });
  expect(dana.store.getSnapshot().events.at(-1)).toEqual(told);
});

test('a room that does not exist cannot be entered', async () => {
  const connection = await join(host.url, 'Dana');
  closers.push(connection.close);
  const store = createRoomStore(connection, 'ZZZZZZ');
  closers.push(store.close);
  expect(await store.entered).toMatchObject({ refused: { reason: 'room_not_found' } });
  expect(store.getSnapshot().fault).toContain('no room');
});

test('a watcher sees the room without a seat', async () => {
  const { code } = await enter('Dana');
  const connection = await join(host.url, 'Watcher');
  closers.push(connection.close);
  const store = createRoomStore(connection, code, { watch: true });
  closers.push(store.close);
  await store.entered;
  expect(store.getSnapshot().state?.seats.filter((player) => player)).toHaveLength(1);
});

test('a double tap is one action', async () => {
  const { store } = await enter('Dana');
  const taps = [
    store.act('room.addGuest', { displayName: 'Noa' }),
    store.act('room.addGuest', { displayName: 'Noa' }),
  ];
  expect(store.getSnapshot().busy).toBe(true);
  expect(await Promise.all(taps)).toEqual([true, false]);
  expect(store.getSnapshot()).toMatchObject({ busy: false, fault: null });
  expect(store.getSnapshot().state?.seats.filter((player) => player)).toHaveLength(2);
});

test('changes are shown at once, and are sent one after the other', async () => {
  const line = await createLine(host.port);
  closers.push(line.close);
  const { store } = await enter('Dana', undefined, line.url);
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await store.act('room.addGuest', { displayName });
  await store.act('room.start', {});
  line.slow(75);
  const before = store.getSnapshot().state?.version ?? 0;
  const answers = [
    store.act('auction.record', { seat: 2, amount: 6, suit: 'hearts' }),
    store.act('contract.set', { seat: 2, amount: 6 }),
    store.act('contract.set', { seat: 3, amount: 2 }),
  ];
  const { state, events, busy } = store.getSnapshot();
  expect(state).toMatchObject({ version: before + 3, round: { contracts: [null, null, 6, 2], turn: 0 } });
  expect(events.at(-1)).toMatchObject({ type: 'contract.set', seat: 3 });
  expect(busy).toBe(true);
  expect(await Promise.all(answers)).toEqual([true, true, true]);
  // The server saved the room that was shown.
  expect(store.getSnapshot()).toMatchObject({ state, busy: false, lost: [] });
});

test('if a change is refused, those after it are not made, and are told', async () => {
  const line = await createLine(host.port);
  closers.push(line.close);
  const dana = await enter('Dana', undefined, line.url);
  const yossi = await enter('Yossi', dana.code);
  for (const displayName of ['Noa', 'Amir']) await dana.store.act('room.addGuest', { displayName });
  await dana.store.act('room.start', {});
  await shows(yossi.store, ({ status }) => status === 'bidding_trump');
  // Dana does not see yet that Yossi has passed.
  line.deafen(true);
  expect(await yossi.store.act('auction.pass', {})).toBe(true);
  const answers = [
    dana.store.act('auction.pass', { seat: 1 }),
    dana.store.act('auction.bid', { seat: 2, amount: 6, suit: 'hearts' }),
  ];
  line.deafen(false);
  line.cut();
  expect(await Promise.all(answers)).toEqual([false, false]);
  const { state, fault, lost, busy } = dana.store.getSnapshot();
  const { version, round } = yossi.store.getSnapshot().state ?? {};
  expect(state).toMatchObject({ version, round });
  expect(fault).toContain('has changed since');
  expect(lost.map(({ type, seat }) => [type, seat])).toEqual([
    ['auction.pass', 1],
    ['auction.bid', 2],
  ]);
  expect(busy).toBe(false);
});

test('an action on an old state shows the new state and one sentence', async () => {
  const line = await createLine(host.port);
  closers.push(line.close);
  const dana = await enter('Dana', undefined, line.url);
  // Dana's terminal gets no news of Yossi any more, and still shows the old room.
  line.deafen(true);
  await enter('Yossi', dana.code);
  const acted = dana.store.act('room.addGuest', { displayName: 'Noa' });
  line.deafen(false);
  line.cut();
  expect(await acted).toBe(false);
  const { fault, state } = dana.store.getSnapshot();
  expect(fault).toContain('has changed since');
  expect(state?.seats.map((player) => player?.displayName ?? null)).toEqual(['Dana', 'Yossi', null, null]);
});

test('after a lost connection the room is up to date, with the events in between', async () => {
  const line = await createLine(host.port);
  closers.push(line.close);
  const dana = await enter('Dana', undefined, line.url);
  line.takeDown(true);
  await until(dana.store.subscribe, () =>
    dana.store.getSnapshot().connection === 'reconnecting' ? true : undefined,
  );
  const yossi = await enter('Yossi', dana.code);
  await shows(yossi.store, ({ seats }) => seats[0]?.connected === false && seats[0].awaySince !== null);
  line.takeDown(false);
  await shows(dana.store, ({ seats }) => seats[1]?.displayName === 'Yossi');
  expect(dana.store.getSnapshot().connection).toBe('online');
  expect(dana.store.getSnapshot().events.map(({ type }) => type)).toContain('room.join');
  await shows(yossi.store, ({ seats }) => seats[0]?.connected === true);
});

test('versions never go backwards', async () => {
  const dana = await enter('Dana');
  const yossi = await enter('Yossi', dana.code);
  const seen: number[] = [];
  yossi.store.subscribe(() => seen.push(yossi.store.getSnapshot().state?.version ?? 0));
  await shows(dana.store, ({ seats }) => seats[1] !== null);
  await dana.store.act('room.addGuest', { displayName: 'Noa' });
  await dana.store.act('room.addGuest', { displayName: 'Amir' });
  await dana.store.act('room.start', {});
  await shows(yossi.store, ({ status }) => status === 'bidding_trump');
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

const event = (version: number, type: string): RoomEvent => ({
  type,
  version,
  actorId: null,
  seat: null,
  payload: {},
  at: '',
});
const log = (...types: string[]) => types.map((type, i) => event(i + 1, type));

test.each<[string, RoomEvent[], string | null | undefined]>([
  ['nothing of the game yet', log('room.create', 'room.join'), null],
  ['the last thing', log('room.create', 'room.start', 'auction.bid'), 'auction.bid'],
  ['ignores who comes and goes', log('room.create', 'room.start', 'room.transferHost'), 'room.start'],
  [
    'does not take back an action twice',
    log('room.create', 'room.start', 'auction.bid', 'log.undo'),
    'room.start',
  ],
  ['a room that was closed', log('room.create', 'room.start', 'room.close'), 'room.close'],
  ['everything was taken back', log('room.create', 'room.start', 'log.undo'), null],
  ['two in a row', log('room.create', 'room.start', 'auction.pass', 'log.undo', 'log.undo'), null],
  ['presence counts for nothing', [...log('room.create', 'room.start'), event(2, 'presence')], 'room.start'],
  ['a later part of the log', [event(7, 'auction.bid')], 'auction.bid'],
  ['a later part, taken back', [event(7, 'auction.bid'), event(8, 'log.undo')], undefined],
  ['a gap', [event(7, 'auction.bid'), event(9, 'auction.pass')], undefined],
])('an undo takes back the right event: %s', (_, events, type) => {
  const target = undoTarget(events);
  expect(target === null || target === undefined ? target : target.type).toBe(type);
});

test('a notice is shown until the next action, and those after it stay unread', async () => {
  const { connection, store } = await enter('Dana');
  const { username } = connection.user() ?? { username: '' };
  const owner = await join(host.url, 'Owner');
  closers.push(owner.close);
  for (const name of ['Friday', 'Saturday', 'Sunday']) {
    const { groupId } = accepted(await owner.call('group.create', { name }));
    accepted(await owner.call('group.addMember', { groupId, username }));
  }
  await until(store.subscribe, () => {
    const { notice } = store.getSnapshot();
    return notice?.startsWith('Owner invites you to the group Friday: `whist group accept "Friday"`') &&
      notice.endsWith('(2 more: whist notices)')
      ? notice
      : undefined;
  });
  await expect
    .poll(async () => accepted(await connection.call('notice.list', { unread: true })).notices)
    .toMatchObject([{ groupName: 'Sunday' }, { groupName: 'Saturday' }]);
  await store.act('room.addGuest', { displayName: 'Noa' });
  expect(store.getSnapshot().notice).toBeNull();
});
