import { describe, expect, test } from 'vitest';
import type { RoomAction } from '../../src/rooms/index.ts';
import { graceSeconds, openHouse, saveSilently, sitDown, told } from './house.ts';

const house = openHouse();
const people = house.people();
const pass = (seat: 1 | 2 | 3): RoomAction => ({ type: 'auction.pass', seat });

describe('two nodes', () => {
  test('tell each other every change', async () => {
    const [here, there] = [house.node(), house.node()];
    const { code, host, terminals } = await sitDown(here, people);
    const elsewhere = there.enter(people[1]);
    await elsewhere.call('room.state', { code });
    elsewhere.heard.length = 0;
    const answer = await host.call('auction.pass', { code, seat: 1 });
    await expect.poll(() => told(elsewhere, 'auction.pass')).toEqual([{ code, ...answer }]);
    await terminals[1].close();
    expect(told(host, 'presence')).toEqual([]);
    await elsewhere.close();
    await expect
      .poll(() => told(host, 'presence'))
      .toMatchObject([{ event: { payload: { connected: false } } }]);
  });

  test('find what they have missed, in order, once', async () => {
    const here = house.node();
    const { code, host, terminals } = await sitDown(here, people);
    const [, second] = terminals;
    await saveSilently(house, code, pass(1), pass(2));
    await here.rooms.pulse();
    expect(told(second, 'auction.pass').map(({ version }) => version)).toEqual([6, 7]);
    await here.rooms.pulse();
    expect(told(second, 'auction.pass')).toHaveLength(2);
    expect(await second.ask('auction.pass', { code, seat: 3 })).toBe('not_your_seat');
    expect(await host.call('auction.pass', { code, seat: 3 })).toMatchObject({ version: 8 });
  });

  test('decide again if another one was first', async () => {
    const { code, host, terminals } = await sitDown(house.node(), people);
    await saveSilently(house, code, pass(1));
    // Here it is still the turn of seat 1: the save finds that the room has moved on.
    expect(await host.refused('auction.pass', { code, seat: 1 })).toMatchObject({
      reason: 'not_your_turn',
      data: { turn: 2 },
    });
    await saveSilently(house, code, pass(2));
    // Here it is the turn of seat 2: the refusal was decided on an old room.
    expect(await terminals[3].call('auction.pass', { code })).toMatchObject({ version: 8 });
    expect(told(host, 'auction.pass').map(({ version }) => version)).toEqual([6, 7, 8]);
  });

  test('look at the version in the cache before they show a room', async () => {
    const [here, there] = [house.node(), house.node()];
    const { code, host } = await sitDown(here, people);
    const elsewhere = there.enter(people[1]);
    await elsewhere.call('room.state', { code });
    here.deafen(true);
    await elsewhere.call('auction.pass', { code });
    expect(await host.call('room.state', { code })).toMatchObject({
      version: 6,
      state: { round: { turn: 2 } },
    });
    await elsewhere.call('auction.pass', { code, seat: 1 }).catch(() => undefined);
    const watcher = here.enter(house.person('Rivka'));
    await there.enter(people[2]).call('auction.pass', { code });
    expect(await watcher.call('room.watch', { code })).toMatchObject({ version: 7 });
    expect(told(host, 'auction.pass').map(({ version }) => version)).toEqual([6, 7]);
  });
});

describe('a node that has missed something', () => {
  test('reads the log if news leaves a gap, and takes no news twice', async () => {
    const [here, there] = [house.node(), house.node()];
    const { code, host } = await sitDown(here, people);
    const [second, third] = [there.enter(people[1]), there.enter(people[2])];
    for (const one of [second, third]) await one.call('room.state', { code });
    here.deafen(true);
    await second.call('auction.pass', { code });
    here.deafen(false);
    await third.call('auction.pass', { code });
    await expect.poll(() => told(host, 'auction.pass').map(({ version }) => version)).toEqual([6, 7]);
    await host.call('room.watchers', { code, watchers: 'nobody' });
    expect(told(host, 'auction.pass')).toHaveLength(2);
  });

  test('forgets the name of somebody whose account was deleted meanwhile', async () => {
    let whole = 0;
    const node = house.node((store) => ({
      load(key, part) {
        whole += part === undefined && 'gameId' in key ? 1 : 0;
        return store.load(key, part);
      },
    }));
    const { code, host } = await sitDown(node, people);
    await saveSilently(house, code, pass(1));
    await node.rooms.pulse();
    expect(whole).toBe(0);
    const [, , noa] = people;
    await saveSilently(house, code, pass(2), {
      type: 'account.delete',
      userId: noa.user.id,
      displayName: 'Former player',
      hostId: host.userId,
      ends: false,
    });
    await node.rooms.pulse();
    expect(whole).toBe(1);
    expect(await host.call('room.state', { code, since: 7 })).toMatchObject({ events: [{ version: 8 }] });
  });
});

describe('somebody new at the table', () => {
  test('is there with the answer, and the others see it at once', async () => {
    const node = house.node();
    const { code, host, terminals } = await sitDown(node, people, { isLobby: true });
    await terminals[3].call('room.leave', { code });
    host.heard.length = 0;
    const rivka = node.enter(house.person('Rivka'));
    const { state } = await rivka.call('room.join', { code, updates: 'events' });
    expect(state?.seats[3]).toMatchObject({ userId: rivka.userId, connected: true, awaySince: null });
    expect(host.heard.map(([, { event }]) => event?.type)).toEqual(['room.join']);
    expect(told(host, 'room.join')[0]?.state?.seats[3]).toMatchObject({ connected: true });
    await host.call('room.watchers', { code, watchers: 'nobody' });
    expect(told(rivka, 'room.watchers')[0]).not.toHaveProperty('state');
  });

  test('is away since then, and not since the room was opened', async () => {
    const node = house.node();
    const rivka = house.person('Rivka');
    const groupId = house.addGroup(people[0].user.id, rivka.user.id);
    const { code, host, terminals } = await sitDown(node, people, { groupId });
    house.elapse(graceSeconds);
    await host.call('room.substitute', { code, seat: 1, userId: rivka.user.id });
    expect(await terminals[2].ask('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    house.elapse(graceSeconds);
    await terminals[2].call('auction.pass', { code, seat: 1 });
  });

  test('who left the game is absent at once', async () => {
    const { code, terminals } = await sitDown(house.node(), people);
    const [, second, third] = terminals;
    await second.call('room.leave', { code });
    expect(await third.call('auction.pass', { code, seat: 1 })).toMatchObject({
      event: { payload: { actingFor: 'absent' } },
    });
    expect(await third.ask('auction.pass', { code, seat: 3 })).toBe('not_your_seat');
  });
});
