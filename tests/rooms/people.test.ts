import { describe, expect, test } from 'vitest';
import {
  departure,
  exchangeOf,
  nameApart,
  randomCode,
  renamed,
  type RoomAction,
} from '../../src/rooms/index.ts';
import { hostWithout } from '../../src/rooms/leaving.ts';
import { defaultProfile } from '../../src/rules/index.ts';
import {
  created,
  end,
  four,
  guest,
  idsIn,
  joins,
  logOf,
  minute,
  round,
  roomAfter,
  start,
  three,
  deleted,
  left,
} from './room.ts';

const claimed = (replaces: string, userId: string): RoomAction => ({
  type: 'claim.approve',
  userId,
  replaces,
});

describe('the host after somebody has left', () => {
  const table = [created, guest('Grandma', 1), joins('Noa', 2), joins('Amir', 3), start];
  test.each<[string, readonly RoomAction[], string, string[], string, boolean]>([
    ['stays if it is another one', table, 'noa-id', ['amir-id'], 'dana-id', false],
    ['is the next player clockwise, and no guest', table, 'dana-id', ['noa-id', 'amir-id'], 'noa-id', false],
    ['is first a player who is at the table', table, 'dana-id', ['amir-id'], 'amir-id', false],
    ['may be away if everybody is', table, 'dana-id', [], 'noa-id', false],
    ['is nobody who has left', [...table, left('noa', 'dana-id')], 'dana-id', ['noa-id'], 'amir-id', false],
    [
      'is the same if nobody can host, and the game ends',
      [...table, left('noa', 'dana-id'), left('amir', 'dana-id')],
      'dana-id',
      ['noa-id', 'amir-id', 'dana-id'],
      'dana-id',
      true,
    ],
    [
      'goes on from the seat of the one who left',
      [...four, start, { type: 'room.transferHost', userId: 'noa-id' }],
      'noa-id',
      ['dana-id', 'yossi-id', 'amir-id'],
      'amir-id',
      false,
    ],
  ])('%s', (...[, actions, userId, connected, hostId, ends]) => {
    const isConnected = (id: string) => connected.includes(id);
    expect(hostWithout(roomAfter(...actions), userId, isConnected)).toEqual({ hostId, ends });
  });

  test('of a room without a seat for the host is the first player', () => {
    const { username: _, ...keeper } = created;
    const room = roomAfter({ ...keeper, displayName: null }, joins('Yossi', 0), joins('Noa', 1));
    expect(hostWithout(room, 'dana-id', () => false)).toEqual({ hostId: 'yossi-id', ends: false });
  });
});

describe('a deleted account', () => {
  const gone = (actions: readonly RoomAction[], userId: string) =>
    departure(roomAfter(...actions), userId, 'Former player');
  test('leaves its seat, and hands over the host', () => {
    expect(gone([...four, start], 'dana-id')).toEqual({
      seq: 6,
      action: deleted('dana', 'yossi-id'),
      actorId: 'dana-id',
      seat: 0,
      commandId: null,
      at: expect.any(Date),
    });
    expect(gone([...four, start], 'noa-id')).toMatchObject({
      seat: 2,
      action: { hostId: 'dana-id', ends: false },
    });
  });
  test('ends the game if nobody can host it, but not twice', () => {
    expect(gone([created, guest('Grandma', 1)], 'dana-id')).toMatchObject({ action: { ends: true } });
    expect(gone([created, guest('Grandma', 1), end], 'dana-id')).toMatchObject({ action: { ends: false } });
  });
  test('takes its stand-in with it', () => {
    const room = [...three, guest('Rivka', 3, 'rivka-id'), start];
    expect(gone(room, 'rivka-id')).toMatchObject({ seat: 3, actorId: 'rivka-id' });
    expect(roomAfter(...room, deleted('rivka')).seats[3]).toEqual({
      userId: 'rivka-guest',
      displayName: 'Former player',
      guest: true,
      left: false,
    });
  });
  test('of a host without a seat belongs to no seat', () => {
    const { username: _, ...keeper } = created;
    expect(gone([{ ...keeper, displayName: null }], 'dana-id')).toMatchObject({ seat: null });
  });
  test('that is not in the room changes nothing', () => {
    expect(gone(four, 'rivka-id')).toBeNull();
  });
  test('is later than the entry before, whatever the clock says', () => {
    const log = logOf(created).map((entry) => ({ ...entry, at: new Date('2999-01-01T00:00:00Z') }));
    const room = { ...roomAfter(created), lastEntryAt: log[0]?.at ?? minute(0) };
    expect(departure(room, 'dana-id', 'x')?.at).toEqual(new Date('2999-01-01T00:00:00.001Z'));
  });
  test.each([
    [[...four], null],
    [
      [...four, start],
      { userId: 'noa-id', displayName: 'Former player', guest: false, left: true, former: true },
    ],
  ])('has a seat only in a game: %#', (actions, player) => {
    expect(roomAfter(...actions, deleted('noa')).seats[2]).toEqual(player);
  });
});

test('a player who leaves a lobby frees the seat; one who leaves a game keeps it', () => {
  expect(idsIn(roomAfter(...four, left('noa', 'dana-id')))).toEqual(['dana-id', 'yossi-id', null, 'amir-id']);
  const game = roomAfter(...four, start, left('noa', 'dana-id'));
  expect(game.seats.map((player) => player?.left)).toEqual([false, false, true, false]);
  expect(game.timeline.game.status).toBe('bidding_trump');
  const over = roomAfter(...four, start, left('dana', 'yossi-id', true));
  expect([over.timeline.game.status, over.hostId]).toEqual(['finished', 'yossi-id']);
});

test('a room code has six signs that nobody mistakes for others', () => {
  const codes = Array.from({ length: 50 }, randomCode);
  for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
  expect(new Set(codes).size).toBeGreaterThan(45);
});

describe('one person in place of another, from the start', () => {
  test('is told by two kinds of entries', () => {
    expect(exchangeOf(claimed('a', 'b'))).toEqual({ from: 'a', to: 'b' });
    expect(exchangeOf({ type: 'game.disown', userId: 'a', guestId: 'b' })).toEqual({ from: 'a', to: 'b' });
    expect(exchangeOf(deleted('noa'))).toBeNull();
  });

  const played = [...three, guest('Grandma', 3), start, ...round];
  test('an account that agrees takes the seat of the guest, in every round', () => {
    const room = roomAfter(...played, claimed('grandma-guest', 'rivka-id'));
    expect(room.seats[3]).toEqual({ userId: 'rivka-id', displayName: 'Grandma', guest: false, left: false });
    expect(room.lineups).toEqual([['dana-id', 'yossi-id', 'noa-id', 'rivka-id']]);
    expect(room.hostId).toBe('dana-id');
  });
  test('an account that is claimed hands over the host too, and its user name goes', () => {
    const room = roomAfter(...played, claimed('dana-id', 'rivka-id'));
    expect(room.hostId).toBe('rivka-id');
    expect(room.seats[0]).toEqual({ userId: 'rivka-id', displayName: 'Dana', guest: false, left: false });
  });
  test('a guest takes the seat of an account that did not play, until it agrees after all', () => {
    const disowning: RoomAction = { type: 'game.disown', userId: 'dana-id', guestId: 'dana-guest' };
    const room = roomAfter(...played, left('dana', 'dana-id'), disowning);
    expect(room.seats[0]).toEqual({
      userId: 'dana-guest',
      displayName: 'Dana',
      guest: true,
      left: false,
      standsFor: 'dana-id',
    });
    expect([room.hostId, room.disowned, room.lineups[0]?.[0]]).toEqual([
      'dana-id',
      ['dana-id'],
      'dana-guest',
    ]);
    const others: RoomAction = { type: 'game.disown', userId: 'noa-id', guestId: 'noa-guest' };
    const agreed = roomAfter(...played, disowning, others, claimed('dana-guest', 'dana-id'));
    expect(agreed.disowned).toEqual(['noa-id']);
    expect(idsIn(agreed)).toEqual(['dana-id', 'yossi-id', 'noa-guest', 'grandma-guest']);
  });
});

describe('a name that nobody else has', () => {
  const named = (...names: string[]) =>
    roomAfter(created, ...names.map((name, i) => ({ ...joins(name, (i + 1) as 1), displayName: name })));
  test.each([
    [[], 'Former player'],
    [['Former player'], 'Former player 2'],
    [['Former player', 'Former player 2'], 'Former player 3'],
    [['Former player 2', 'Former player'], 'Former player 3'],
    [['Former player', 'Former player 2', 'Former player 3'], 'Former player 4'],
  ])('beside %j: %s', (names, expected) => {
    expect(nameApart('Former player', named(...names), 'dana-id')).toBe(expected);
  });
  test('the own name does not count', () => {
    expect(nameApart('Dana', named('Noa'), 'dana-id')).toBe('Dana');
    expect(nameApart('Dana', named('Noa'), 'noa-id')).toBe('Dana 2');
  });
});

const again = (userId: string, ...actions: readonly RoomAction[]) =>
  renamed(logOf(...actions), userId, 'X').map(({ action }) => action);

describe('a log in which a user has another name', () => {
  test('has it in every entry that names the user, and the other entries are the same', () => {
    const log = logOf(...four, start);
    const after = renamed(log, 'noa-id', 'X');
    expect(after.map((entry, i) => entry === log[i])).toEqual([true, true, false, true, true]);
    expect(after[2]?.action).toEqual({ type: 'room.join', seat: 2, userId: 'noa-id', displayName: 'X' });
  });

  test('has it for the host', () => {
    expect(again('dana-id', created)).toEqual([{ ...created, displayName: 'X', username: undefined }]);
    const keeper = { ...created, displayName: null };
    expect(again('dana-id', keeper)).toEqual([keeper]);
  });

  test('has it for guests that stand for the user, and for players the user has claimed', () => {
    const actions = [
      created,
      guest('Rivka', 1, 'rivka-id'),
      guest('Grandma', 2),
      guest('Other', 3),
      claimed('granny-id', 'rivka-id'),
      claimed('grandma-guest', 'granny-id'),
      claimed('other-guest', 'amir-id'),
    ];
    // Claims are followed from the last to the first.
    const reversed = [...actions.slice(0, 4), actions[5], actions[4], actions[6]].flatMap((one) => one ?? []);
    expect(
      again('rivka-id', ...reversed).map((one) => ('displayName' in one ? one.displayName : null)),
    ).toEqual(['Dana', 'X', 'X', 'Other', null, null, null]);
  });

  test('has it in a substitute and in a deletion', () => {
    const substitute: RoomAction = {
      type: 'room.substitute',
      seat: 1,
      userId: 'rivka-id',
      displayName: 'Rivka',
      replaces: 'yossi-id',
    };
    expect(again('rivka-id', substitute, deleted('rivka'))).toMatchObject([
      { displayName: 'X' },
      { displayName: 'X' },
    ]);
  });
});

describe('sheets in which a user has another name', () => {
  const players = (['dana', 'yossi', 'noa', 'amir'] as const).map((name) => ({
    userId: `${name}-id`,
    displayName: name,
    guest: false,
  })) as unknown as (RoomAction & { type: 'game.import' })['players'];
  const namesOf = (them: readonly { readonly displayName: string }[] | undefined) =>
    them?.map(({ displayName }) => displayName);

  test('have it for every round', () => {
    const imported = {
      type: 'game.import',
      code: 'ABC234',
      hostId: 'dana-id',
      groupId: null,
      rules: defaultProfile,
      startingScores: [0, 0, 0, 0],
      players,
    } as const;
    const [entry] = again('noa-id', imported) as (typeof imported)[];
    expect(namesOf(entry?.players)).toEqual(['dana', 'yossi', 'X', 'amir']);
    const replacement = {
      type: 'sheet.replace',
      rules: defaultProfile,
      startingScores: [0, 0, 0, 0],
      players,
      rounds: [
        {
          frisch: 0,
          trump: { seat: 1, amount: 6, suit: 'hearts' },
          contracts: [3, 6, 3, 2],
          tricks: [2, 6, 3, 2],
          players,
        },
        {
          frisch: 0,
          trump: { seat: 1, amount: 6, suit: 'hearts' },
          contracts: [3, 6, 3, 2],
          tricks: [2, 6, 3, 2],
        },
      ],
      endedAt: minute(59).toISOString(),
    } as const;
    const [sheet] = again('amir-id', replacement) as (RoomAction & { type: 'sheet.replace' })[];
    expect(namesOf(sheet?.players)).toEqual(['dana', 'yossi', 'noa', 'X']);
    expect(namesOf(sheet?.rounds[0]?.players)).toEqual(['dana', 'yossi', 'noa', 'X']);
    expect(sheet?.rounds[1]).toEqual(replacement.rounds[1]);
  });
});
