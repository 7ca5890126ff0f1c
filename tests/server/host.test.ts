import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../support/database.ts';
import { graceSeconds, startServer, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown } from '../support/table.ts';
import { goAway, lastEntry } from './away.ts';

describe.each(testDatabases)('who is at the table, on $name', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database);
  });
  afterAll(() => server.stop());

  const newTable = async (choices: Parameters<typeof sitDown>[1] = {}) =>
    sitDown(await fourPlayers(server), choices);

  describe('leaving', () => {
    test('frees the seat in the lobby; the next who comes takes the lowest free one', async () => {
      const { code, players } = await newTable({ at: 'waiting' });
      await players[1].call('room.leave', { code });
      await players[2].call('room.leave', { code });
      const { state } = await players[2].call('room.join', { code });
      expect(state.seats.map((seat) => seat?.userId ?? null)).toEqual([
        players[0].user.id,
        players[2].user.id,
        null,
        players[3].user.id,
      ]);
      expect(await players[1].refused('room.join', { code, seat: 3 })).toBe('seat_taken');
      expect((await players[1].call('room.join', { code, seat: 2 })).state.seats[2]?.userId).toBe(
        players[1].user.id,
      );
    });

    test('keeps the seat in a game: the table acts for it at once, and its player comes back to it', async () => {
      const table = await newTable();
      const { code, players } = table;
      const [, leaver, other] = players;
      const stranger = await server.person().then(server.enter);
      const { state } = await leaver.call('room.leave', { code });
      expect(state.seats[1]).toMatchObject({ userId: leaver.user.id, connected: false });
      expect(await stranger.refused('room.join', { code })).toBe('room_full');
      expect(await stranger.refused('room.join', { code, seat: 1 })).toBe('room_full');
      await other.call('auction.bid', { code, seat: 1, amount: 6, suit: 'spades' });
      expect(await lastEntry(server.db, table)).toMatchObject({ payload: { actingFor: 'absent' } });

      const back = await leaver.call('room.join', { code, seat: 3 });
      expect(back.state.seats[1]).toMatchObject({ userId: leaver.user.id, connected: true, awaySince: null });
      await other.call('log.undo', { code });
      expect(await other.refused('auction.pass', { code, seat: 1 })).toBe('not_your_seat');
      await leaver.call('auction.pass', { code });
    });

    test('a host who leaves hands over to the next player to the left who is there', async () => {
      for (const at of ['waiting', 'playing'] as const) {
        const table = await newTable({ at });
        const { code, players } = table;
        await goAway(table, players[1], players[2]);
        const { state } = await players[0].call('room.leave', { code });
        expect(state.hostId).toBe(players[2].user.id);
        expect(state.seats[0]?.userId).toBe(at === 'waiting' ? undefined : players[0].user.id);
        const update = await players[2].updated(({ event }) => event.type === 'room.leave');
        expect(update.event.payload).toEqual({
          userId: players[0].user.id,
          hostId: players[2].user.id,
          ends: false,
        });
        expect(await players[3].refused('game.end', { code })).toBe('not_host');
        expect((await players[2].call('game.end', { code })).state.status).toBe('finished');
      }
    });

    test('a host who leaves nobody behind ends the game', async () => {
      const [host, other, third] = await fourPlayers(server);
      const { code } = await host.call('room.create', {});
      await other.call('room.join', { code });
      await third.call('room.join', { code });
      await host.call('room.addGuest', { code, displayName: 'Grandma' });
      await host.call('room.start', { code });
      await other.call('room.leave', { code });
      await third.call('room.leave', { code });
      const { state } = await host.call('room.leave', { code });
      expect(state).toMatchObject({ status: 'finished', winners: null, hostId: host.user.id });
      const lobby = await host.call('room.create', {});
      expect((await host.call('room.leave', { code: lobby.code })).state.status).toBe('finished');
    });

    test('leaving again, and leaving a finished game, changes nothing', async () => {
      const { code, players } = await newTable();
      const { version } = await players[1].call('room.leave', { code });
      expect((await players[1].call('room.leave', { code })).version).toBe(version);
      await players[0].call('game.end', { code });
      expect((await players[2].call('room.leave', { code })).version).toBe(version + 1);
      expect((await players[0].call('room.leave', { code })).version).toBe(version + 1);
    });
  });

  describe('the host', () => {
    test('hands over by hand, to a player with an account', async () => {
      const [host, other, third] = await fourPlayers(server);
      const { code } = await host.call('room.create', {});
      await other.call('room.join', { code });
      const { state } = await host.call('room.addGuest', { code, displayName: 'Grandma' });
      const guest = state.seats[2]?.userId ?? '';
      expect(await host.refused('room.transferHost', { code, userId: guest })).toBe('guest_cannot_host');
      expect(await host.refused('room.transferHost', { code, userId: third.user.id })).toBe('not_seated');
      const handed = await host.call('room.transferHost', { code, userId: other.user.id });
      expect(handed.state.hostId).toBe(other.user.id);
      expect(await host.refused('room.addGuest', { code, displayName: 'Grandpa' })).toBe('not_host');
      await other.call('room.addGuest', { code, displayName: 'Grandpa' });
    });

    test('who is away longer than the grace is replaced by any player', async () => {
      const table = await newTable({ at: 'playing' });
      const { code, players } = table;
      const [host, other, third] = players;
      const params = { code, userId: third.user.id };
      expect(await third.refused('room.transferHost', params)).toBe('not_host');
      await goAway(table, host, other);
      expect(await third.refused('room.transferHost', params)).toBe('not_host');
      server.elapse(graceSeconds);
      expect((await third.call('room.transferHost', params)).state.hostId).toBe(third.user.id);
      await third.call('trick.claim', { code, seat: 0 });

      const back = await server.enter(host);
      const { state } = await back.call('room.join', { code });
      expect(state).toMatchObject({ hostId: third.user.id, round: { tricks: [1, 0, 0, 0] } });
      expect(await back.refused('game.end', { code })).toBe('not_host');
    });
  });

  describe('a substitute', () => {
    test('plays from the round on the table on; finished rounds stay with who played them', async () => {
      const table = await newTable({ at: 'round_complete' });
      const { code, gameId, players } = table;
      const [host, replaced] = players;
      const substitute = await server.person('Rivka').then(server.enter);
      await host.call('round.next', { code });
      const { state } = await host.call('room.substitute', { code, seat: 1, userId: substitute.user.id });
      expect(state.seats[1]).toMatchObject({
        userId: substitute.user.id,
        displayName: 'Rivka',
        connected: false,
      });
      expect(await lastEntry(server.db, table)).toMatchObject({
        seat: 1,
        payload: { replaces: replaced.user.id },
      });

      await substitute.call('room.state', { code });
      expect((await table.state()).seats[1]).toMatchObject({ connected: true });
      expect(await replaced.refused('trick.claim', { code })).toBe('not_seated');
      await host.call('auction.record', { code, seat: 1, amount: 5, suit: 'clubs' });
      await substitute.call('contract.set', { code, amount: 5 });
      const { rows } = await sql`
        select r.round_number, p.user_id from round_players p join rounds r on r.id = p.round_id
        where r.game_id = ${gameId}::uuid and p.seat_position = 1 order by r.round_number`.execute(server.db);
      expect(rows).toEqual([
        { round_number: 1, user_id: replaced.user.id },
        { round_number: 2, user_id: substitute.user.id },
      ]);
    });

    test('is named by a user name, or is a guest', async () => {
      const { code, players } = await newTable({ at: 'bidding_trump' });
      const [host] = players;
      const stranger = await server.person('Rivka');
      const username = stranger.user.username.toUpperCase();
      const named = await host.call('room.substitute', { code, seat: 1, username });
      expect(named.state.seats[1]).toMatchObject({ userId: stranger.user.id, displayName: 'Rivka' });
      const guest = await host.call('room.substitute', { code, seat: 2, displayName: 'Grandma' });
      expect(guest.state.seats[2]).toMatchObject({ displayName: 'Grandma', guest: true });
      const again = { code, seat: 3, displayName: 'grandma' } as const;
      expect(await host.refused('room.substitute', again)).toBe('already_seated');
      expect(await host.refused('room.substitute', { code, seat: 3, username: 'nobody' })).toBe(
        'user_not_found',
      );
      for (const who of [{}, { username, displayName: 'Grandma' }])
        expect(await host.refused('room.substitute', { code, seat: 3, ...who })).toBe('invalid_params');
    });

    test('has an account, is not at the table yet, and comes before the game is over', async () => {
      const { code, players } = await newTable({ at: 'waiting' });
      const [host, , , last] = players;
      const stranger = await server.person();
      await last.call('room.leave', { code });
      const { state } = await host.call('room.addGuest', { code, displayName: 'Grandma' });
      const replace = (userId: string) => host.refused('room.substitute', { code, seat: 1, userId });
      expect(await replace(state.seats[3]?.userId ?? '')).toBe('user_not_found');
      expect(await replace('0198f000-0000-7000-8000-000000000000')).toBe('user_not_found');
      expect(await replace(host.user.id)).toBe('already_seated');
      await host.call('game.end', { code });
      expect(await replace(stranger.user.id)).toBe('wrong_phase');
    });

    test('a round can be taken back after its players have changed seats', async () => {
      const table = await newTable({ at: 'round_complete' });
      const { code, players } = table;
      const [host, first, second] = players;
      const stranger = await server.person();
      // The second player's seat goes to a stranger, and then the second player takes that of the first.
      await host.call('room.substitute', { code, seat: 2, userId: stranger.user.id });
      await host.call('room.substitute', { code, seat: 1, userId: second.user.id });
      const { state } = await host.call('log.undo', { code });
      expect(state).toMatchObject({ status: 'playing', rounds: [] });
      expect(state.seats.map((seat) => seat?.userId)).not.toContain(first.user.id);
    });
  });
});
