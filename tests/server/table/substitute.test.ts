import { sql } from 'kysely';
import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import { newTable } from '../../support/table.ts';
import { lastEntry } from './away.ts';

const onServer = serverTest();

onServer(
  'a substitute plays from the current round on; finished rounds stay with the first player',
  async (server) => {
    const table = await newTable(server, { at: 'round_complete' });
    const { code, gameId, players } = table;
    const [host, replaced] = players;
    const substitute = await server.person('Rivka').then(server.enter);
    await host.call('round.next', { code });
    const { state } = await host.call('room.substitute', { code, seat: 1, userId: substitute.user.id });
    // Until the substitute comes, a guest has the seat.
    expect(state.seats[1]).toMatchObject({
      standsFor: substitute.user.id,
      displayName: 'Rivka',
      guest: true,
      connected: false,
    });
    expect(await lastEntry(server.db, table)).toMatchObject({
      seat: 1,
      payload: { replaces: replaced.user.id, standsFor: substitute.user.id },
    });

    const { state: joined } = await substitute.call('room.join', { code });
    expect(joined.seats[1]).toMatchObject({ userId: substitute.user.id, guest: false });
    expect(joined.seats[1]).not.toHaveProperty('standsFor');
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
  },
);

onServer('a substitute is named by a user name, or is a guest', async (server) => {
  const { code, players } = await newTable(server, { at: 'bidding_trump' });
  const [host] = players;
  const stranger = await server.person('Rivka');
  const username = stranger.user.username.toUpperCase();
  const named = await host.call('room.substitute', { code, seat: 1, username });
  expect(named.state.seats[1]).toMatchObject({ standsFor: stranger.user.id, displayName: 'Rivka' });
  const guest = await host.call('room.substitute', { code, seat: 2, displayName: 'Grandma' });
  expect(guest.state.seats[2]).toMatchObject({ displayName: 'Grandma', guest: true });
  const again = { code, seat: 3, displayName: 'grandma' } as const;
  expect(await host.refused('room.substitute', again)).toBe('already_seated');
  expect(await host.refused('room.substitute', { code, seat: 3, username: 'nobody' })).toBe('user_not_found');
  for (const who of [{}, { username, displayName: 'Grandma' }])
    expect(await host.refused('room.substitute', { code, seat: 3, ...who })).toBe('invalid_params');
});

onServer('a substitute needs an account, no other seat, and a game that is not over', async (server) => {
  const { code, players } = await newTable(server, { at: 'waiting' });
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

onServer('a round can be taken back after its players have changed seats', async (server) => {
  const table = await newTable(server, { at: 'round_complete' });
  const { code, players } = table;
  const [host, first, second] = players;
  const stranger = await server.person();
  // A stranger replaces the second player. Then the second player replaces the first one.
  await host.call('room.substitute', { code, seat: 2, userId: stranger.user.id });
  await host.call('room.substitute', { code, seat: 1, userId: second.user.id });
  const { state } = await host.call('log.undo', { code });
  expect(state).toMatchObject({ status: 'playing', rounds: [] });
  expect(state.seats.map((seat) => seat?.userId)).not.toContain(first.user.id);
});
