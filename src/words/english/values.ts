import type { GameType } from '../../rules/index.ts';

/** The words for values that a server sends by their names. */
export const values = {
  statuses: {
    waiting: 'waiting',
    bidding_trump: 'bidding trump',
    frisch: 'frisch',
    bidding_contract: 'bidding contract',
    playing: 'playing',
    round_complete: 'round complete',
    finished: 'finished',
  } as Readonly<Record<string, string>>,
  /** The name of a player whose account is deleted. */
  formerPlayer: 'Former player',
  /** Of a round. */
  types: { over: 'over', under: 'under' } as Readonly<Record<GameType, string>>,
  /** The last games of a player, each in a letter: won or lost. */
  form: { W: 'W', L: 'L' } as Readonly<Record<string, string>>,
  days: {
    Sunday: 'Sunday',
    Monday: 'Monday',
    Tuesday: 'Tuesday',
    Wednesday: 'Wednesday',
    Thursday: 'Thursday',
    Friday: 'Friday',
    Saturday: 'Saturday',
  } as Readonly<Record<string, string>>,
};
