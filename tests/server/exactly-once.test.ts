import { sql } from 'kysely';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PerSeat } from '../../src/rules/index.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { comeBack, fourPlayers, sitDown, type Table } from '../support/table.ts';
import { Refused } from '../support/wire.ts';
import { expectFolded } from './tables.ts';
import { tell, type Changed } from './tell.ts';

describe.each(testDatabases)('exactly once, on $name', (database) => {
  let server: TestServer;
  let four: PerSeat<Player>;
  let table: Table;
  beforeAll(async () => {
    server = await startServer(database);
    four = await fourPlayers(server);
  });
  beforeEach(async () => {
    table = await sitDown(four);
  });
  afterAll(() => server.stop());

  const logOf = async ({ gameId }: Pick<Table, 'gameId'>): Promise<unknown[]> => {
    const { rows } = await sql`
      select seq, type, payload, command_id from game_events where game_id = ${gameId}::uuid order by seq`.execute(
      server.db,
    );
    return rows;
  };

  test('an answer carries the event that the others get', async () => {
    const { code } = table;
    const [, bidder, next] = four;
    const { version, event, state } = await bidder.call('auction.bid', { code, amount: 6, suit: 'hearts' });
    expect(event).toMatchObject({ type: 'auction.bid', version, payload: { amount: 6, suit: 'hearts' } });
    const { code: _, ...told } = await next.updated((update) => update.version === version);
    expect(told).toEqual({ version, event, state });
    // If a player is there already, joining changes nothing.
    expect(await next.call('room.join', { code })).not.toHaveProperty('event');
  });

  test('a command that is sent again gets the first answer, and changes nothing', async () => {
    const { code } = table;
    const [, bidder, next] = four;
    const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
    const first = await bidder.call('auction.bid', bid);
    const log = await logOf(table);
    expect(await bidder.call('auction.bid', bid)).toEqual(first);
    expect(await logOf(table)).toEqual(log);

    // This holds after other changes too, and for any version of the table.
    await next.call('auction.bid', { code, amount: 7, suit: 'clubs' });
    await next.call('log.undo', { code });
    await next.call('auction.pass', { code });
    const later = await logOf(table);
    expect(await bidder.call('auction.bid', bid)).toEqual(first);
    expect(await bidder.call('auction.bid', { ...bid, version: first.version - 1 })).toEqual(first);
    expect(await logOf(table)).toEqual(later);
  });

  test('the same holds after a restart and from another terminal', async () => {
    const { code } = table;
    const [, bidder, next] = four;
    const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
    const first = await bidder.call('auction.bid', bid);
    await next.call('auction.pass', { code });
    const log = await logOf(table);

    const second = await server.enter(bidder);
    expect(withoutPresence(await second.call('auction.bid', bid))).toEqual(withoutPresence(first));
    await second.close();
    await server.restart();
    four = await comeBack(server, four);
    expect(withoutPresence(await four[1].call('auction.bid', bid))).toEqual(withoutPresence(first));
    expect(await logOf(table)).toEqual(log);
  });

  test('a leave that is sent again is answered, although the player has left', async () => {
    const { code } = await sitDown(four, { at: 'waiting' });
    const leave = { code, commandId: uuid() };
    const first = await four[3].call('room.leave', leave);
    expect(first.state.seats[3]).toBeNull();
    expect(await four[3].call('room.leave', leave)).toEqual(first);
    expect(await four[3].refused('room.leave', { code, commandId: uuid() })).toBe('not_in_room');
  });

  test('a refused command may be sent again when it has become possible', async () => {
    const { code } = table;
    const commandId = uuid();
    expect(await four[2].refused('auction.pass', { code, commandId })).toBe('not_your_turn');
    await four[1].call('auction.pass', { code });
    const { state } = await four[2].call('auction.pass', { code, commandId });
    expect(state.round?.turn).toBe(3);
  });

  test('the server does not mix up commands of two players with one id', async () => {
    const { code } = table;
    const commandId = uuid();
    await four[1].call('auction.pass', { code, commandId });
    const log = await logOf(table);
    expect(await four[2].refused('auction.pass', { code, commandId })).toBe('invalid_params');
    await server.restart();
    four = await comeBack(server, four);
    expect(await four[2].refused('auction.pass', { code, commandId })).toBe('invalid_params');
    expect(await logOf(table)).toEqual(log);
  });

  test('the same command many times at once is one change', async () => {
    const { code } = table;
    const second = await server.enter(four[1]);
    const bid = { code, amount: 6, suit: 'hearts', commandId: uuid() } as const;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? four[1] : second).call('auction.bid', bid)),
    );
    expect(new Set(answers.map(({ version }) => version)).size).toBe(1);
    expect(answers[0]?.state.round?.bids).toHaveLength(1);
    await second.close();
  });

  test('opening a room twice with one command opens one room', async () => {
    const [host, other] = four;
    const create = { commandId: uuid(), length: { rounds: 3 } };
    const first = await host.call('room.create', create);
    expect(first.state).toMatchObject({ code: first.code, version: 1, length: { rounds: 3 } });
    await other.call('room.join', { code: first.code });
    const [again, twin] = await Promise.all([
      host.call('room.create', create),
      host.call('room.create', create),
    ]);
    expect(again).toEqual(first);
    expect(twin).toEqual(first);

    await server.restart();
    four = await comeBack(server, four);
    expect(withoutPresence(await four[0].call('room.create', create))).toEqual(withoutPresence(first));
    // The same id from another player opens another room.
    const theirs = await four[1].call('room.create', create);
    expect(theirs.gameId).not.toBe(first.gameId);
    expect(theirs.hostId).toBe(four[1].user.id);
  });

  test('two rooms may have a command with the same id', async () => {
    const other = await sitDown(four);
    const commandId = uuid();
    const [a, b] = await Promise.all([
      four[1].call('auction.pass', { code: table.code, commandId }),
      four[1].call('auction.pass', { code: other.code, commandId }),
    ]);
    expect([a.state.code, b.state.code]).toEqual([table.code, other.code]);
  });

  test('a change for another version is refused, and the refusal has the current state', async () => {
    const { code } = table;
    const { version } = await four[1].call('auction.pass', { code });
    const state = await table.state();
    for (const stale of [version - 1, version + 1, 1]) {
      const refused: unknown = await four[2]
        .call('auction.pass', { code, version: stale })
        .catch((error: unknown) => error);
      if (!(refused instanceof Refused)) throw new Error('a stale version is accepted');
      expect([refused.reason, refused.data]).toEqual([
        'version_conflict',
        { reason: 'version_conflict', version, state },
      ]);
    }
    expect(await table.state()).toEqual(state);
    expect((await four[2].call('auction.pass', { code, version })).version).toBe(version + 1);
  });

  test('if several players act on one version at the same moment, one of them wins', async () => {
    const tables = await Promise.all(Array.from({ length: 5 }, () => sitDown(four, { at: 'playing' })));
    for (const playing of tables) {
      const { version } = await playing.state();
      const { code, gameId } = playing;
      const answers = await Promise.all(
        four.flatMap((player) => [
          tell(player, 'trick.claim', { code, version }),
          tell(player, 'trick.claim', { code, version, commandId: uuid() }),
        ]),
      );
      const won = answers.filter((answer): answer is Changed => typeof answer !== 'string');
      expect(answers.filter((answer) => typeof answer === 'string')).toEqual(
        Array.from({ length: 7 }, () => 'version_conflict'),
      );
      expect(won.map((answer) => answer.version)).toEqual([version + 1]);
      const { round } = await playing.state();
      expect(round?.tricks.reduce((sum, n) => sum + n)).toBe(1);
      await expectFolded(server.db, gameId);
    }
  });

  test('without a version all changes at the same moment are accepted, one after the other', async () => {
    const { code } = await sitDown(four, { at: 'playing' });
    const said = [0, 1, 2].flatMap(() => four.map((player) => player.call('trick.claim', { code })));
    const versions = (await Promise.all(said)).map(({ version }) => version).toSorted((a, b) => a - b);
    expect(versions).toEqual(versions.map((_, i) => (versions[0] ?? 0) + i));
    const { state } = await four[0].call('trick.claim', { code });
    expect(state).toMatchObject({ status: 'round_complete', round: { tricks: [4, 3, 3, 3] } });
  });
});

/** An answer without the presence of the players. */
function withoutPresence<T extends object>(answer: T): T {
  return JSON.parse(JSON.stringify(answer), (key: string, value: unknown) =>
    key === 'connected' || key === 'awaySince' ? undefined : value,
  ) as T;
}
