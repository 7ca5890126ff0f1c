import { describe, expect, test } from 'vitest';
import { graceSeconds, openHouse, sitDown, told, type Terminal } from './house.ts';

const house = openHouse();
const people = house.people();

/** Lets the nodes hear what they told each other. */
const news = () => new Promise(setImmediate);

const createdBy = async (host: Terminal) => (await host.call('room.create')).state?.code ?? '';

const methods = ({ heard }: Terminal) => heard.map(([method]) => method);

describe('terminals of one player', () => {
  test('only the last one that joined counts, and the others are told', async () => {
    const node = house.node();
    const { code, terminals } = await sitDown(node, people);
    const [host, old] = terminals;
    const other = node.enter(people[1]);
    await other.call('room.state', { code });
    expect(methods(old)).toEqual([]);
    await other.call('room.join', { code });
    await news();
    expect(methods(old)).toEqual(['room.fenced']);
    expect(methods(other)).toEqual([]);
    expect(methods(host)).toEqual([]);
    for (const method of ['auction.pass', 'room.watch', 'room.state'] as const)
      expect(await old.ask(method, { code })).toBe('fenced');
    await other.call('auction.pass', { code });
    expect(told(old, 'auction.pass')).toEqual([]);
    await old.call('room.join', { code });
    await old.call('room.state', { code });
    await news();
    expect(methods(other)).toEqual(['room.fenced']);
  });

  test('on two nodes give way to each other', async () => {
    const { code, terminals } = await sitDown(house.node(), people);
    const elsewhere = house.node().enter(people[1]);
    await elsewhere.call('room.join', { code });
    await news();
    expect(methods(terminals[1])).toContain('room.fenced');
    expect(methods(elsewhere)).not.toContain('room.fenced');
  });
});

test('one terminal is in a hundred rooms at most, until it leaves one', async () => {
  const node = house.node();
  const host = node.enter(people[0]);
  const guest = node.enter(people[1]);
  const codes: string[] = [];
  for (let i = 0; i < 100; i += 1) {
    const code = await createdBy(host);
    await guest.call('room.watch', { code });
    codes.push(code);
  }
  const [first = '', second = ''] = codes;
  expect(await host.ask('room.create')).toBe('too_many_rooms');
  const code = await createdBy(node.enter(people[2]));
  for (const method of ['room.watch', 'room.join'] as const)
    expect(await guest.ask(method, { code })).toBe('too_many_rooms');
  await guest.call('room.watch', { code: first });
  await guest.call('room.leave', { code: second });
  await guest.call('room.join', { code });
  expect(await guest.ask('room.watch', { code: second })).toBe('too_many_rooms');
  await node.enter(people[1]).call('room.watch', { code: second });
});

describe('terminals', () => {
  test('come and go, and the others see who is there', async () => {
    const node = house.node();
    const { code, gameId, host, terminals } = await sitDown(node, people);
    const [, second] = terminals;
    node.places.length = 0;
    await second.close();
    const [left] = told(host, 'presence');
    expect(left).toMatchObject({
      version: 5,
      event: { type: 'presence', actorId: second.userId, seat: 1, payload: { connected: false } },
      state: { seats: [{}, { connected: false, awaySince: expect.any(String) }, {}, {}] },
    });
    expect(node.places).toEqual([
      ['left', { id: second.member.id, userId: second.userId }, code],
      ['awaited', second.userId, { code, seat: 1, since: expect.any(Date) }],
    ]);
    node.places.length = 0;
    const back = node.enter(people[1]);
    await back.call('room.state', { code });
    expect(told(host, 'presence').at(-1)?.event?.payload).toEqual({ connected: true });
    expect(node.places).toEqual([
      ['entered', { id: back.member.id, userId: back.userId }, code, expect.any(Date)],
      ['atTable', back.userId, gameId],
    ]);
    expect(back.heard).toEqual([]);
    // A second terminal of the same player is no news.
    const count = told(host, 'presence').length;
    const again = node.enter(people[1]);
    await again.call('room.state', { code });
    await again.close();
    expect(told(host, 'presence')).toHaveLength(count);
  });

  test('of watchers are no news, and of a lobby nobody is told that the player is at the table', async () => {
    const node = house.node();
    const { code, host, terminals } = await sitDown(node, people, { isLobby: true });
    const watcher = node.enter(house.person('Rivka'));
    await watcher.call('room.watch', { code });
    await watcher.close();
    await terminals[1].close();
    node.places.length = 0;
    await node.enter(people[1]).call('room.state', { code });
    expect(node.places.map(([what]) => what)).toEqual(['entered']);
    expect(told(host, 'presence')).toHaveLength(2);
  });
});

describe('the people at a table', () => {
  test('are noted as active when they act', async () => {
    const node = house.node();
    const { code, terminals } = await sitDown(node, people);
    node.places.length = 0;
    const [, second] = terminals;
    await second.call('auction.pass', { code });
    expect(node.places).toEqual([
      ['active', { id: second.member.id, userId: second.userId }, code, expect.any(Date)],
    ]);
    await second.call('room.leave', { code });
    expect(node.places.slice(1)).toEqual([['left', { id: second.member.id, userId: second.userId }, code]]);
  });

  test('are not waited for if they are away for longer than the grace', async () => {
    const node = house.node();
    const { code, terminals } = await sitDown(node, people);
    const [, second, third] = terminals;
    await second.close();
    expect(await third.ask('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
    house.elapse(graceSeconds);
    expect(await third.call('auction.pass', { code, seat: 1 })).toMatchObject({
      event: { payload: { actingFor: 'absent' } },
    });
  });

  test('keep the room open as long as one of them is in it', async () => {
    const node = house.node();
    expect(node.rooms.count()).toBe(0);
    const { code, terminals } = await sitDown(node, people);
    expect(await node.rooms.list()).toEqual([
      { code, status: 'bidding_trump', round: 1, players: ['Dana', 'Yossi', 'Noa', 'Amir'] },
    ]);
    for (const one of terminals) {
      expect(node.rooms.count()).toBe(1);
      await one.close();
    }
    expect(node.rooms.count()).toBe(0);
  });
});

describe('watchers', () => {
  test('are put out of a room that is closed to them, and do not come back', async () => {
    const [node, other] = [house.node(), house.node()];
    const { code, host, terminals } = await sitDown(node, people);
    const rivka = house.person('Rivka');
    const [here, there] = [node.enter(rivka), other.enter(rivka)];
    for (const one of [here, there]) await one.call('room.watch', { code });
    await host.call('room.watchers', { code, watchers: 'nobody' });
    await expect.poll(() => methods(there)).toContain('room.putOut');
    expect(here.heard.at(-1)).toEqual(['room.putOut', { code }]);
    expect(terminals.map(methods).flat()).not.toContain('room.putOut');
    expect(await here.ask('room.watch', { code })).toBe('no_watchers');
    expect(await here.ask('room.state', { code })).toBe('not_in_room');
    await host.call('room.watchers', { code, watchers: 'anybody' });
    await here.call('room.watch', { code });
    await host.call('game.end', { code });
    await here.call('room.state', { code });
    await here.close();
    expect(await node.enter(rivka).ask('room.watch', { code })).toBe('room_not_found');
  });
});
