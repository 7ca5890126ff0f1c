import { describe, expect, test } from 'vitest';
import type { RoomState } from '../../src/protocol/index.ts';
import { moments, userIds } from './states.ts';
import { act, opener, pressing, replace, tableAt, typing, without } from './typing.ts';

describe('each person has the keys of their place at the table', () => {
  const guestInSeat1 = (state: RoomState): RoomState => replace(state, 1, { guest: true, connected: false });
  const awayInSeat1 = (state: RoomState): RoomState =>
    replace(state, 1, { connected: false, awaySince: '2026-01-01T00:00:00Z' });

  test('the host records for a guest as on the own turn', () => {
    const { effects } = typing('6h\r', tableAt(moments.opening, { change: guestInSeat1 }));
    expect(effects).toEqual([act('auction.bid', { amount: 6, suit: 'hearts', seat: 1 })]);
  });

  test('the host records for another player after the key for others', () => {
    expect(typing('p', tableAt(moments.opening)).effects).toEqual([]);
    expect(typing('op', tableAt(moments.opening)).effects).toEqual([act('auction.pass', { seat: 1 })]);
  });

  test('a player records for a player who is away, and for nobody else', () => {
    const noa = { me: userIds[2] };
    expect(typing('op', tableAt(moments.opening, noa)).effects).toEqual([]);
    const { effects } = typing('op', tableAt(moments.opening, { ...noa, change: awayInSeat1 }));
    expect(effects).toEqual([act('auction.pass', { seat: 1 })]);
  });

  test('a player takes over from a host who is away', () => {
    const hostAway = (state: RoomState) => replace(state, 0, { awaySince: '2026-01-01T00:00:00Z' });
    const { ui, effects } = pressing(
      ['m', 'down', 'enter', 'y'],
      tableAt(moments.round, { me: userIds[2], change: hostAway }),
    );
    expect(effects).toEqual([act('room.transferHost', { userId: userIds[2] })]);
    expect(ui.overlay?.state).toMatchObject({ question: 'Take over as host?' });
  });

  test('the host hands over, but not to a guest', () => {
    const { effects } = pressing(
      ['m', 'down', 'enter', 'y'],
      tableAt(moments.round, { change: guestInSeat1 }),
    );
    expect(effects).toEqual([act('room.transferHost', { userId: userIds[2] })]);
  });

  test('the host gives a seat to an account, or to a guest', () => {
    const table = tableAt(moments.playing);
    // The menu lists the way back, three players who could become host, the end, the way out, and then the seats.
    const down = Array.from({ length: 7 }, () => 'down');
    const chosen = pressing([...down, 'enter'], table, typing('m', table).ui).ui;
    expect(chosen.overlay).toMatchObject({ name: 'substitute', state: { seat: 1 } });
    const seat = (typed: string) => typing(`${typed}\r`, table, chosen).effects;
    expect(seat('tal')).toEqual([act('room.substitute', { seat: 1, username: 'tal' })]);
    expect(seat('סבתא\t')).toEqual([act('room.substitute', { seat: 1, displayName: 'סבתא' })]);
    expect(seat(' ')).toEqual([]);
    expect(
      pressing(['m', 'down', 'enter'], tableAt(moments.playing, opener)).ui.overlay?.state,
    ).toMatchObject({
      question: expect.stringContaining('Leave the room?'),
    });
  });

  test('a question comes before leaving, and leaving ends this terminal', () => {
    const { ui, effects } = typing('ly', tableAt(moments.lobby, opener));
    expect(ui.overlay?.state).toMatchObject({ question: expect.stringContaining('Your seat will be free') });
    expect(effects).toEqual([{ ...act('room.leave', {}), ending: 'left' }]);
    expect(typing('ln', tableAt(moments.lobby, opener)).effects).toEqual([]);
  });

  test('the host swaps two seats, another player takes a free one', () => {
    const [a, b, c, d] = userIds;
    expect(typing('w13', tableAt(moments.lobby)).effects).toEqual([
      act('room.seats', { seats: [c, b, a, d] }),
    ]);
    const free = { me: userIds[1], change: without(3) };
    expect(typing('w4', tableAt(moments.lobby, free)).effects).toEqual([act('room.join', { seat: 3 })]);
    expect(typing('w1', tableAt(moments.lobby, free)).ui.say).toContain('Somebody sits there');
  });

  test('quitting keeps the seat', () => {
    expect(typing('q', tableAt(moments.playing, opener)).effects).toEqual([{ ending: 'quit' }]);
  });
});

test('the menu opens on the way back to the table, so one Enter too many changes nothing', () => {
  for (const actions of [moments.lobby, moments.playing, moments.podium])
    expect(typing('m\r', tableAt(actions))).toMatchObject({ ui: { overlay: null }, effects: [] });
});
