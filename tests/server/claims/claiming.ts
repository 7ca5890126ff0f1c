import { expect } from 'vitest';
import { seats, type PerSeat } from '../../../src/rules/index.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { lifetime, type Lineups } from '../lifetime.ts';
import { expectFolded } from '../tables.ts';

/** Rounds that differ, so that no number is right by chance. */
const rounds: readonly { readonly contracts: PerSeat<number>; readonly tricks: PerSeat<number> }[] = [
  { contracts: [6, 0, 3, 5], tricks: [6, 0, 3, 4] },
  { contracts: [7, 2, 0, 3], tricks: [5, 2, 1, 5] },
  { contracts: [5, 3, 2, 2], tricks: [5, 3, 2, 3] },
  { contracts: [8, 0, 1, 3], tricks: [8, 0, 1, 4] },
];

/** The host plays a round for the whole table; seat 0 is the declarer. */
export async function playRound(host: Player, code: string, n: number): Promise<void> {
  const round = rounds[n % rounds.length];
  if (!round) throw new Error('there are rounds');
  await host.ask('auction.record', { code, seat: 0, amount: round.contracts[0], suit: 'hearts' });
  for (const seat of seats) await host.ask('contract.set', { code, seat, amount: round.contracts[seat] });
  await host.ask('round.record', { code, tricks: round.tricks });
}

export async function enter(server: TestServer, name: string): Promise<Player> {
  return server.enter(await server.person(name));
}

/** A host who plays with guests and with other accounts, and the games they have finished. */
export async function openClub(server: TestServer) {
  const host = await enter(server, 'Dana');
  const codes: string[] = [];

  /** A room that has begun. In the seats after the host are guests of these names, or accounts that join. */
  async function open(...names: readonly (string | Player)[]) {
    const { code, gameId } = await host.call('room.create', {});
    for (const name of names) {
      if (typeof name === 'string') await host.call('room.addGuest', { code, displayName: name });
      else await name.call('room.join', { code });
    }
    await host.call('room.start', { code });
    return { code, gameId };
  }

  async function finish(code: string) {
    await host.call('game.end', { code });
    codes.push(code);
  }

  async function playGame(count: number, ...names: readonly (string | Player)[]) {
    const { code, gameId } = await open(...names);
    for (let n = 0; n < count; n += 1) {
      if (n > 0) await host.call('round.next', { code });
      await playRound(host, code, n);
    }
    await finish(code);
    return { code, gameId };
  }

  /** Checks every number of these people against the games as they are now. */
  async function expectFigures(people: readonly Player[], played: Lineups = new Map()) {
    const games = await Promise.all(codes.map((id) => host.call('game.get', { id })));
    for (const { user } of people)
      expect(await host.call('stats.player', { username: user.username })).toMatchObject(
        lifetime(user.id, games, played),
      );
    for (const { gameId } of games) await expectFolded(server.db, gameId);
  }

  return { host, open, finish, playGame, expectFigures };
}
