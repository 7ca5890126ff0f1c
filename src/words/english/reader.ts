/** The sentences for a screen reader, which gets sentences and no picture. */
export const reader = {
  advice: ({ amount, made, missed }: { amount: number; made: string; missed: string }) =>
    `${amount}: ${made} if made, ${missed} if missed by one.`,
  welcome: 'This is whist for a screen reader. ? reads the keys, Tab reads the scores.',
  keys: (keys: readonly string[]) => `Keys: ${keys.join(', ')}.`,
  onlyKeysAnywhere: 'Nothing to do here now; ? reads the keys.',
  totals: (totals: readonly string[]) => `Scores: ${totals.join(', ')}.`,
  /** In front of the line where the turn or the cursor is. */
  here: 'Here:',
  /** On the page of `whist serve`. */
  roomOpened: (code: string, players: readonly string[]) => `Room ${code} is in use: ${players.join(', ')}.`,
  roomClosed: (code: string) => `Room ${code} is no longer in use.`,
};
