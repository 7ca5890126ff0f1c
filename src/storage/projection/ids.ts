/** The ids of rows. They are made from the id of the game, so the same log always gives the same rows. */
import { v5 } from 'uuid';
import type { Seat } from '../../rules/index.ts';

/** Ids that were made lately. Every turn asks for those of its round, and a hash takes longer than its row. */
const known = new Map<string, string>();
const mostKnown = 10_000;

export const roundId = (gameId: string, number: number) => idOf(`round ${number}`, gameId);
export const roundPlayerId = (round: string, seat: Seat) => idOf(`seat ${seat}`, round);
export const gamePlayerId = (gameId: string, seat: Seat) => idOf(`player ${seat}`, gameId);
export const bidId = (round: string, index: number) => idOf(`bid ${index}`, round);

function idOf(name: string, owner: string): string {
  const key = `${owner} ${name}`;
  let id = known.get(key);
  if (id === undefined) {
    if (known.size >= mostKnown) known.clear();
    id = v5(name, owner);
    known.set(key, id);
  }
  return id;
}
