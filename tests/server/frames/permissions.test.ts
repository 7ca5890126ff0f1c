import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Code, methods } from '../../../src/protocol/index.ts';
import { seats, type GameStatus, type PerSeat } from '../../../src/rules/index.ts';
import { oneDatabase } from '../../support/database.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../../support/table.ts';
import { tell } from '../tell.ts';

type Role = 'outsider' | 'watcher' | 'player' | 'host';

/** A request that fits the state of the table, so that only the role of the person can be wrong. */
interface Case {
  readonly method: string;
  readonly at: GameStatus;
  /** Whether seat 3 is free. */
  readonly hasRoom?: true;
  readonly params?: (table: Table, outsiderId: string) => object;
  /** The outcome for each role: `ok`, or the reason of the refusal. */
  readonly gets: Record<Role, string>;
}

const everybody = { outsider: 'ok', watcher: 'ok', player: 'ok', host: 'ok' };
const members = { ...everybody, outsider: 'not_in_room' };
const players = { ...members, watcher: 'not_seated' };
const hosts = { ...players, player: 'not_host' };

const cases: readonly Case[] = [
  { method: 'room.watch', at: 'bidding_trump', gets: everybody },
  { method: 'room.join', at: 'waiting', hasRoom: true, gets: everybody },
  {
    method: 'room.join',
    at: 'bidding_trump',
    gets: { ...everybody, outsider: 'room_full', watcher: 'room_full' },
  },
  { method: 'room.state', at: 'bidding_trump', gets: members },
  { method: 'room.leave', at: 'waiting', gets: members },
  { method: 'room.leave', at: 'bidding_trump', gets: members },
  {
    method: 'room.seats',
    at: 'waiting',
    params: (table) => ({ seats: table.players.map(({ user }) => user.id).toReversed() }),
    gets: hosts,
  },
  {
    method: 'room.addGuest',
    at: 'waiting',
    hasRoom: true,
    params: () => ({ displayName: 'Grandma' }),
    gets: hosts,
  },
  { method: 'room.start', at: 'waiting', gets: hosts },
  {
    method: 'room.watchers',
    at: 'playing',
    params: () => ({ watchers: 'anybody' }),
    gets: hosts,
  },
  {
    method: 'room.transferHost',
    at: 'bidding_trump',
    params: (table) => ({ userId: table.players[2].user.id }),
    gets: hosts,
  },
  {
    method: 'room.substitute',
    at: 'bidding_trump',
    params: (_, userId) => ({ seat: 3, userId }),
    gets: hosts,
  },
  {
    method: 'auction.bid',
    at: 'bidding_trump',
    params: () => ({ seat: 1, amount: 5, suit: 'clubs' }),
    gets: players,
  },
  { method: 'auction.pass', at: 'bidding_trump', params: () => ({ seat: 1 }), gets: players },
  {
    method: 'auction.record',
    at: 'bidding_trump',
    params: () => ({ seat: 2, amount: 7, suit: 'spades', frisch: 1 }),
    gets: hosts,
  },
  { method: 'frisch.done', at: 'frisch', gets: players },
  { method: 'contract.set', at: 'bidding_contract', params: () => ({ seat: 1, amount: 7 }), gets: players },
  { method: 'trick.claim', at: 'playing', params: () => ({ seat: 1 }), gets: players },
  { method: 'round.record', at: 'playing', params: () => ({ tricks: [13, 0, 0, 0] }), gets: players },
  { method: 'round.next', at: 'round_complete', gets: players },
  {
    method: 'round.correct',
    at: 'round_complete',
    params: () => ({ round: 1, tricks: [0, 13, 0, 0] }),
    gets: hosts,
  },
  { method: 'game.end', at: 'round_complete', gets: hosts },
  { method: 'log.undo', at: 'playing', gets: players },
  { method: 'log.undo', at: 'finished', gets: hosts },
  { method: 'room.rematch', at: 'finished', gets: hosts },
];

test('these tests cover every method that names a room', () => {
  const ofRooms = Object.entries(methods).filter(
    ([, { params, access }]) =>
      access !== 'operator' && (params.properties as { code?: unknown }).code === Code,
  );
  expect(new Set(cases.map(({ method }) => method))).toEqual(new Set(ofRooms.map(([name]) => name)));
});

// Access does not depend on the database, so one of the databases is enough.
describe.each(oneDatabase)('permissions, on $name', (database) => {
  let server: TestServer;
  let outsider: Player;
  let watcher: Player;
  let four: PerSeat<Player>;
  beforeAll(async () => {
    server = await startServer(database);
    [outsider, watcher] = await fourPlayers(server);
    four = await fourPlayers(server);
  });
  afterAll(() => server.stop());

  test.concurrent.for(cases)('$method at $at', async ({ method, at, hasRoom, params, gets }) => {
    const openTable = async () => {
      // Nobody comes to watch a game that is over.
      const isOver = at === 'finished';
      const table = await sitDown(four, { at: isOver ? 'round_complete' : at });
      const { code } = table;
      if (hasRoom) await four[3].call('room.leave', { code });
      await watcher.call('room.watch', { code });
      if (isOver) await four[0].call('game.end', { code });
      const ask = async (role: Role) => {
        const asker = { outsider, watcher, player: four[1], host: four[0] }[role];
        const answer = await tell(asker, method, { code, ...params?.(table, outsider.user.id) });
        return typeof answer === 'string' ? answer : 'ok';
      };
      return { table, ask };
    };
    const roles = ['outsider', 'watcher', 'player', 'host'] as const;
    const { table, ask } = await openTable();
    const before = await table.state();
    for (const role of roles) {
      if (gets[role] === 'ok') expect([role, await (await openTable()).ask(role)]).toEqual([role, 'ok']);
      else expect([role, await ask(role)]).toEqual([role, gets[role]]);
    }
    expect(await table.state()).toEqual(before);
  });

  test('players and host see a game, an outsider and a watcher do not', async () => {
    const { code, gameId } = await sitDown(four);
    await watcher.call('room.watch', { code });
    for (const id of [gameId, code, code.toLowerCase()]) {
      for (const method of ['game.get', 'game.log'] as const) {
        expect(await outsider.refused(method, { id })).toBe('game_not_found');
        expect(await watcher.refused(method, { id })).toBe('game_not_found');
        for (const player of four) expect((await player.call(method, { id })).gameId).toBe(gameId);
      }
    }
  });

  test('the refusal says that a room, a user or a game does not exist', async () => {
    for (const { method, params } of cases) {
      const table = { players: [outsider, outsider, outsider, outsider] } as const;
      const all = {
        code: 'ZZZZZZ',
        ...params?.({ ...table, code: '', gameId: '', state: fail }, outsider.user.id),
      };
      expect([method, await tell(outsider, method, all)]).toEqual([method, 'room_not_found']);
    }
    expect(await outsider.refused('stats.player', { username: 'nobody' })).toBe('user_not_found');
    expect(await outsider.refused('game.get', { id: 'no game' })).toBe('game_not_found');
    expect(await outsider.refused('game.get', { id: 'ABC\0\0\0' })).toBe('game_not_found');
  });

  test('a player who leaves in the lobby no longer sees the room', async () => {
    const { code } = await sitDown(four, { at: 'waiting' });
    await four[2].call('room.leave', { code });
    expect(await four[2].refused('room.state', { code })).toBe('not_in_room');
    const { state } = await four[1].call('room.state', { code });
    expect(state.seats[2]).toBeNull();
    expect(seats.filter((seat) => state.seats[seat])).toEqual([0, 1, 3]);
  });
});

function fail(): never {
  throw new Error('there is no such table');
}
