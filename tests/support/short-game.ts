import type { HomePerson } from './host.ts';
import type { Wire } from './wire.ts';

/** Plays a game of one round, with the guests Yossi, Noa and Amir: Yossi wins with 46 points, the host loses with -10. */
export async function playShortGame(host: HomePerson): Promise<{ readonly code: string }> {
  const code = (await host.run('create')).stdout.trim();
  const wire = await host.wire();
  for (const displayName of ['Yossi', 'Noa', 'Amir']) await wire.call('room.addGuest', { code, displayName });
  await recordShortGame(wire, code);
  await wire.close();
  return { code };
}

/** Records that round at a full table, as its host, and ends the game. */
export async function recordShortGame(wire: Wire, code: string): Promise<void> {
  await wire.call('room.start', { code });
  await wire.call('auction.record', { code, seat: 1, amount: 6, suit: 'hearts' });
  for (const [seat, amount] of [
    [1, 6],
    [2, 3],
    [3, 2],
    [0, 3],
  ] as const)
    await wire.call('contract.set', { code, seat, amount });
  await wire.call('round.record', { code, tricks: [2, 6, 3, 2] });
  await wire.call('game.end', { code });
}
