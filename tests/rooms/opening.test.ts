import { describe, expect, test } from 'vitest';
import type { RoomStore } from '../../src/rooms/index.ts';
import { openHouse, sitDown } from './house.ts';

const house = openHouse();
const people = house.people();
const [danaId, yossiId, noaId, amirId] = people.map(({ user }) => user.id);

/** A table whose game is over after one round. */
async function finished(node = house.node(), choices: Parameters<typeof sitDown>[2] = {}) {
  const table = await sitDown(node, people, choices);
  const { host, code } = table;
  await host.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
  for (const [i, amount] of [6, 3, 2, 3].entries())
    await host.call('contract.set', { code, seat: (1 + i) % 4, amount });
  await host.call('round.record', { code, tricks: [2, 6, 3, 2] });
  await host.call('game.end', { code });
  return table;
}

describe('a rematch', () => {
  test('of members of a group seats everybody again, and deals', async () => {
    const groupId = house.addGroup(danaId ?? '', yossiId ?? '', noaId ?? '', amirId ?? '');
    const node = house.node();
    const choices = { groupId, rules: { zeroOver: 30 }, startingScores: [1, 2, 3, 4], length: { rounds: 5 } };
    const { code, gameId, host } = await finished(node, choices);
    node.notices.length = 0;
    const { state, event } = await host.call('room.rematch', { code });
    const next = state?.rematch ?? '';
    expect(event).toMatchObject({
      type: 'room.rematch',
      payload: { code: next, gameId: expect.any(String) },
    });
    expect(next).not.toBe(code);
    expect(node.notices).toEqual([]);
    const again = await host.call('room.join', { code: next });
    expect(again.state).toMatchObject({
      status: 'bidding_trump',
      groupId,
      hostId: danaId,
      rules: { zeroOver: 30 },
      length: { rounds: 5 },
      startingScores: [0, 0, 0, 0],
      rounds: [],
      version: 6,
      watchers: 'anybody',
    });
    expect(again.state?.seats.map((seat) => [seat?.userId, seat?.guest])).toEqual(
      people.map(({ user }) => [user.id, false]),
    );
    expect(again.state?.gameId).not.toBe(gameId);
    // Asked for again, it is the same one.
    const known = await host.call('room.rematch', { code });
    expect(known.state?.rematch).toBe(next);
    expect(known).not.toHaveProperty('event');
    const log = await house.store.load({ code: next });
    expect(
      log?.entries.map(({ seq, seat, actorId, action: { type } }) => [seq, seat, actorId, type]),
    ).toEqual([
      [1, null, danaId, 'room.create'],
      [2, 0, danaId, 'room.join'],
      [3, 1, danaId, 'room.join'],
      [4, 2, danaId, 'room.join'],
      [5, 3, danaId, 'room.join'],
      [6, null, danaId, 'room.start'],
    ]);
    const { id: userId, displayName, username } = people[2].user;
    expect(log?.entries[3]?.action).toEqual({ type: 'room.join', seat: 2, userId, displayName, username });
    const times = log?.entries.map(({ at }) => at.getTime()) ?? [];
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
  });

  test('is found again if the answer to the one who opened it was lost', async () => {
    let isLost = false;
    const losing = (store: RoomStore) => ({
      async commit(commits: Parameters<RoomStore['commit']>[0]) {
        if (isLost) throw new Error('no connection');
        return store.commit(commits);
      },
    });
    const { code, host } = await finished(house.node(losing));
    isLost = true;
    expect(await host.ask('room.rematch', { code })).toBe('try_again');
    isLost = false;
    const { state } = await host.call('room.rematch', { code });
    expect(state?.rematch).toEqual(expect.any(String));
  });
});

describe('a rematch of people who share no group', () => {
  test('offers the game: guests stand for those who have not agreed, and who is away is told', async () => {
    const node = house.node();
    const { code, host, terminals } = await finished(node);
    await host.call('room.watchers', { code, watchers: 'nobody' });
    await terminals[3].close();
    node.notices.length = 0;
    const { state } = await host.call('room.rematch', { code });
    const next = state?.rematch ?? '';
    expect(node.notices).toEqual([
      {
        kind: 'claim_offered',
        userId: amirId,
        byId: danaId,
        claimId: expect.any(String),
        details: { code: next },
      },
    ]);
    const again = await host.call('room.join', { code: next });
    expect(again.state).toMatchObject({
      watchers: 'nobody',
      groupId: null,
      seats: [
        { userId: danaId, guest: false, displayName: 'Dana' },
        { standsFor: yossiId, guest: true, displayName: 'Yossi' },
        { standsFor: noaId, guest: true, displayName: 'Noa' },
        { standsFor: amirId, guest: true, displayName: 'Amir' },
      ],
    });
    expect(await terminals[1].call('room.join', { code: next })).toMatchObject({
      event: { type: 'claim.approve' },
      state: { seats: [{}, { userId: yossiId, guest: false }, {}, {}] },
    });
  });

  test('keeps guests who have no account', async () => {
    const node = house.node();
    const host = node.enter(people[0]);
    const { state: lobby } = await host.call('room.create');
    const code = lobby?.code ?? '';
    for (const displayName of ['Grandma', 'Gil', 'Uri'])
      await host.call('room.addGuest', { code, displayName });
    await host.call('room.start', { code });
    const { state } = await host.call('game.end', { code });
    const { state: after } = await host.call('room.rematch', { code });
    const again = await host.call('room.join', { code: after?.rematch ?? '' });
    expect(again.state?.seats.map((seat) => seat?.userId)).toEqual(state?.seats.map((seat) => seat?.userId));
    expect(again.state?.seats.slice(1)).toMatchObject([{ guest: true }, { guest: true }, { guest: true }]);
    expect(again.state?.seats[1]).not.toHaveProperty('standsFor');
  });

  test('of a game that goes on opens no room', async () => {
    const { code, host } = await sitDown(house.node(), people);
    expect(await host.ask('room.rematch', { code })).toBe('wrong_phase');
  });
});

describe('a player that the store knows', () => {
  test('is looked for only if there is a seat and the name is free', async () => {
    const asked: string[] = [];
    const noting = (store: RoomStore) => ({
      guest(hostId: string, displayName: string) {
        asked.push(displayName);
        return store.guest(hostId, displayName);
      },
    });
    const { code, host, terminals } = await sitDown(house.node(noting), people, { isLobby: true });
    expect(await host.ask('room.addGuest', { code, displayName: 'Grandma' })).toBe('room_full');
    await terminals[3].call('room.leave', { code });
    expect(await host.ask('room.addGuest', { code, displayName: 'NOA' })).toBe('name_alike');
    expect(await host.ask('room.addGuest', { code, displayName: 'Grandma', seat: 1 })).toBe('seat_taken');
    expect(asked).toEqual([]);
    const { state } = await host.call('room.addGuest', { code, displayName: 'Grandma' });
    expect(state?.seats[3]).toMatchObject({ displayName: 'Grandma', guest: true });
    await host.call('room.start', { code });
    expect(await host.ask('room.substitute', { code, seat: 1, displayName: 'grandma' })).toBe(
      'already_seated',
    );
    const replaced = await host.call('room.substitute', { code, seat: 1, displayName: 'Yossi' });
    expect(replaced.state?.seats[1]).toMatchObject({ displayName: 'Yossi', guest: true });
    expect(replaced.state?.seats[1]).not.toHaveProperty('standsFor');
    expect(asked).toEqual(['Grandma', 'Yossi']);
    await host.call('game.end', { code });
    expect(await host.ask('room.substitute', { code, seat: 1, displayName: 'Uri' })).toBe('wrong_phase');
    expect(asked).toEqual(['Grandma', 'Yossi']);
  });

  test('has the seat at once if they have agreed, or have another seat', async () => {
    const [rivka, orly] = [house.person('Rivka'), house.person('Orly')];
    const groupId = house.addGroup(danaId ?? '', rivka.user.id);
    const { code, host } = await sitDown(house.node(), people, { groupId });
    const { username } = rivka.user;
    const { state } = await host.call('room.substitute', { code, seat: 1, username: username.toUpperCase() });
    expect(state?.seats[1]).toMatchObject({ userId: rivka.user.id, guest: false });
    expect(await host.ask('room.substitute', { code, seat: 2, userId: amirId })).toBe('already_seated');
    expect(await host.ask('room.substitute', { code, seat: 2, username: 'nobody' })).toBe('user_not_found');
    const offered = await host.call('room.substitute', { code, seat: 2, userId: orly.user.id });
    expect(offered.state?.seats[2]).toMatchObject({ standsFor: orly.user.id, guest: true });
  });
});

describe('the log of a game', () => {
  test('comes in pages, with the room after each entry and nobody at the table', async () => {
    const node = house.node();
    const { code, gameId } = await finished(node);
    const whole = await node.rooms.log(gameId, {});
    expect(whole).toMatchObject({ gameId, code, last: 12 });
    expect(whole.steps.map(({ event, state }) => [event.version, state.version])).toEqual(
      Array.from({ length: 12 }, (_, i) => [i + 1, i + 1]),
    );
    expect(whole.steps[4]?.state).toMatchObject({ status: 'bidding_trump', graceSeconds: 60 });
    expect(whole.steps[4]?.state.seats[0]).toMatchObject({ connected: false, awaySince: null });
    const page = await node.rooms.log(gameId, { after: 3, limit: 2 });
    expect(page).toMatchObject({
      last: 12,
      code,
      steps: [{ event: { version: 4 } }, { event: { version: 5 } }],
    });
    await expect(node.rooms.log('c0ffee00-0000-7000-8000-00000000000f', {})).rejects.toThrow('no log');
  });
});

describe('rooms that are open', () => {
  test('are closed with their last terminal, and opened again from the log', async () => {
    const node = house.node();
    const { code, terminals } = await sitDown(node, people);
    for (const one of terminals) await one.close();
    expect(node.rooms.count()).toBe(0);
    const back = node.enter(people[2]);
    expect(await back.call('room.state', { code })).toMatchObject({ version: 5, state: { code } });
    expect(node.rooms.count()).toBe(1);
    await back.call('room.leave', { code });
    expect(node.rooms.count()).toBe(0);
    expect(await back.ask('room.watch', { code: 'ZZZZZZ' })).toBe('room_not_found');
    expect(node.rooms.count()).toBe(0);
  });

  test('are not open if the store cannot be read, and are tried again', async () => {
    let isAway = true;
    const node = house.node((store) => ({
      load: (...args) => (isAway ? Promise.reject(new Error('no connection')) : store.load(...args)),
    }));
    const { code } = await sitDown(house.node(), people);
    const dana = node.enter(people[0]);
    await expect(dana.ask('room.state', { code })).rejects.toThrow('no connection');
    expect([node.rooms.count(), await node.rooms.list()]).toEqual([0, []]);
    isAway = false;
    expect(await dana.call('room.state', { code })).toMatchObject({ version: 5 });
  });

  test('are read again on every node if the database has changed their logs', async () => {
    const [here, there] = [house.node(), house.node()];
    const { code, host } = await sitDown(here, people);
    const elsewhere = there.enter(people[1]);
    await elsewhere.call('room.state', { code });
    let changed = 0;
    const counting = house.node((store) => ({
      load: (key, part) => {
        changed += part === undefined && 'gameId' in key ? 1 : 0;
        return store.load(key, part);
      },
    }));
    await counting.enter(people[2]).call('room.state', { code });
    await counting.rooms.changed([code]);
    expect(changed).toBe(1);
    await here.rooms.changed([code]);
    await expect.poll(() => changed).toBe(2);
    await here.rooms.changed(['ZZZZZZ']);
    expect(await host.call('room.state', { code })).toMatchObject({ version: 5 });
    expect(changed).toBe(2);
  });

  test('count the other nodes', async () => {
    const alone = openHouse();
    const node = alone.node();
    const others = (await node.rooms.pulse()) + 1;
    alone.node();
    expect(await node.rooms.pulse()).toBe(others);
  });
});
