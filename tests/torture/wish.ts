import { nextAction } from '../../bench/table.ts';
import type { RoomState } from '../../src/protocol/index.ts';
import type { Dice } from './dice.ts';

/** Something that the player of a seat wants to do. */
export interface Wish {
  readonly seat: number;
  readonly method: string;
  readonly params: object;
}

/** A host ends a game after so many rounds. */
const roundsOfGame = 3;

/** The next action of a table; and sometimes one that is refused, taken back or corrected. */
export function wish(state: RoomState, dice: Dice): Wish {
  // The start may have been taken back.
  const usual =
    state.status === 'waiting' ? { seat: 0, method: 'room.start', params: {} } : nextAction(state);
  if (dice.chance(0.04)) return { ...usual, seat: (usual.seat + 1) % 4 };
  if (dice.chance(0.02)) return { seat: dice.between(1, 3), method: 'game.end', params: {} };
  if (dice.chance(0.03)) return { seat: 0, method: 'log.undo', params: {} };
  if (state.rounds.length > 0 && dice.chance(0.02)) return correction(state.rounds.length, dice);
  if (state.rounds.length >= roundsOfGame) return { seat: 0, method: 'game.end', params: {} };
  return usual;
}

/** Other tricks for one of the rounds. */
function correction(rounds: number, dice: Dice): Wish {
  const tricks = [0, 0, 0, 0];
  for (let trick = 0; trick < 13; trick += 1) {
    const seat = dice.between(0, 3);
    tricks[seat] = (tricks[seat] ?? 0) + 1;
  }
  return { seat: 0, method: 'round.correct', params: { round: dice.between(1, rounds), tricks } };
}
