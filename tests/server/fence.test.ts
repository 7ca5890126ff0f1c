import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown } from '../support/table.ts';

describe.each(testDatabases)('a second terminal of one player, on $name', (database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database);
  });
  afterAll(() => server.stop());

  const isFenced = (player: Player, code: string) =>
    player.until(() => player.frames.find((frame) => frame.includes('room.fenced') && frame.includes(code)));

  test('the one that joined last has the seat; the other is told and may do nothing but join', async () => {
    const { code, players } = await sitDown(await fourPlayers(server));
    const [host, first] = players;
    const second = await server.enter(first);
    const { state } = await second.call('room.join', { code });
    expect(state.seats[1]).toMatchObject({ userId: first.user.id, connected: true });
    await isFenced(first, code);
    expect(await first.refused('auction.pass', { code })).toBe('fenced');
    expect(await first.refused('room.state', { code })).toBe('fenced');
    expect(await first.refused('room.watch', { code })).toBe('fenced');

    const { version } = await second.call('auction.pass', { code });
    await host.updated((update) => update.version === version);
    // The fenced one hears nothing more, and its going takes nobody away.
    await first.close();
    const { state: after } = await host.call('room.state', { code });
    expect(after.seats[1]).toMatchObject({ connected: true, awaySince: null });
    expect(first.updates.map((update) => update.version)).not.toContain(version);
  });

  test('the seat can be taken back', async () => {
    const { code, players } = await sitDown(await fourPlayers(server));
    const [, first] = players;
    const second = await server.enter(first);
    await second.call('room.join', { code });
    await isFenced(first, code);
    await first.call('room.join', { code });
    await isFenced(second, code);
    await first.call('auction.pass', { code });
    expect(await second.refused('auction.pass', { code })).toBe('fenced');
  });

  test('who only looks, or says something by a script, takes the seat from nobody', async () => {
    const { code, players } = await sitDown(await fourPlayers(server));
    const [, first] = players;
    const script = await server.enter(first);
    await script.call('room.watch', { code });
    await script.call('auction.pass', { code });
    await script.close();
    await players[2].call('auction.pass', { code });
    await first.updated((update) => update.event.type === 'auction.pass' && update.event.seat === 2);
    expect(first.frames.some((frame) => frame.includes('room.fenced'))).toBe(false);
  });
});
