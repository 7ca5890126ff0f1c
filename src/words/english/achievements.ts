/** The names of the achievements, by the ids of the protocol. */
export const achievements = {
  first_win: 'First Blood',
  zero_master: 'Zero Hero',
  perfect_game: 'Perfectionist',
  comeback_kid: 'Comeback Kid',
  frisch_survivor: 'Frisch Survivor',
};
