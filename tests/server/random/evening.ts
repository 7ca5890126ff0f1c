import { v7 as uuid } from 'uuid';
import type { GamePage, Params } from '../../../src/protocol/index.ts';
import type { PerSeat } from '../../../src/rules/index.ts';
import type { Table as Plan } from '../../rules/random.ts';
import type { Player, TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { play, type Played } from './play.ts';

/**
 * Games that four new people have played at the same time. Every second one is in a group of the first
 * person.
 */
export interface Evening {
  readonly players: PerSeat<Player>;
  readonly groupId: string;
  readonly games: readonly Played[];
  /** The games as the server has stored them. */
  kept(): Promise<GamePage[]>;
  /** The games that have a round. */
  counted(): Promise<GamePage[]>;
}

/** Plays these games at the same time, so that the changes of several rooms share transactions. */
export async function playEvening(server: TestServer, plans: readonly Plan[]): Promise<Evening> {
  const players = await fourPlayers(server);
  const { groupId } = await players[0].call('group.create', { name: 'Friday', commandId: uuid() });
  const games = await Promise.all(
    plans.map(async (plan, i) => {
      const table = await sitDown(players, {
        at: 'waiting',
        rules: plan.rules as NonNullable<Params<'room.create'>['rules']>,
        length: plan.length,
        startingScores: plan.starting,
        ...(i % 2 === 0 && { groupId }),
      });
      return play(table, plan);
    }),
  );
  const kept = () => Promise.all(games.map(({ final }) => players[1].call('game.get', { id: final.gameId })));
  return {
    players,
    groupId,
    games,
    kept,
    counted: async () => (await kept()).filter(({ rounds }) => rounds.length > 0),
  };
}
