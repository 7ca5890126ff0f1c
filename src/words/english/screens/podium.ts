import { phrases } from '../phrases.ts';

/** The screen of a game that is over. */
export const podium = {
  won: (names: readonly string[], rounds: number) =>
    `${phrases.list(names)} ${names.length > 1 ? 'share the win' : 'wins'} after ${phrases.rounds(rounds)}!`,
  nobodyWon: 'The game was closed before a round was complete: nobody has won.',
  places: ['1st', '2nd', '3rd', '4th'],
  shared: 'shared',
  allRounds: (rounds: number) => `Tab shows the ${rounds === 1 ? 'one round' : `${rounds} rounds`}.`,
  someRounds: ({ first, last, count }: Record<'first' | 'last' | 'count', number>) =>
    last - first + 1 === count ? '' : `Rounds ${first} to ${last} of ${count}; Tab shows all.`,
  picture: (command: string) => `A picture: ${command}`,
  copied: 'Copied for a chat. The text is written again when you leave.',
  rematchIn: (code: string) => `Press n to play the rematch in room ${code}.`,
};
