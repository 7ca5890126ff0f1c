import { expect } from 'vitest';
import { serverTest } from '../../support/server-test.ts';
import type { Player } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';

const onServer = serverTest();

const isFenced = (player: Player, code: string) =>
  player.until(() => player.frames.find((frame) => frame.includes('room.fenced') && frame.includes(code)));

onServer(
  'the terminal that joined last has the seat; other terminals of the same player may only join',
  async (server) => {
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
    // The fenced terminal gets no more news. When it closes, its player is not away.
    await first.close();
    const { state: after } = await host.call('room.state', { code });
    expect(after.seats[1]).toMatchObject({ connected: true, awaySince: null });
    expect(first.updates.map((update) => update.version)).not.toContain(version);
  },
);

onServer('the first terminal can take the seat back', async (server) => {
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

onServer(
  'a terminal that only watches, or acts without joining, does not take a seat away',
  async (server) => {
    const { code, players } = await sitDown(await fourPlayers(server));
    const [, first] = players;
    const script = await server.enter(first);
    await script.call('room.watch', { code });
    await script.call('auction.pass', { code });
    await script.close();
    await players[2].call('auction.pass', { code });
    await first.updated((update) => update.event.type === 'auction.pass' && update.event.seat === 2);
    expect(first.frames.some((frame) => frame.includes('room.fenced'))).toBe(false);
  },
);
