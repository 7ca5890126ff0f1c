/** The events of a room, each in one sentence without a full stop: `Noa bid 6♥ hearts`. */
export const events = {
  /** Used if there is no name. */
  theTable: 'The table',
  theHost: 'The host',
  formerPlayer: 'A former player',

  isHere: (name: string) => `${name} is here`,
  isAway: (name: string) => `${name} has gone away`,
  openedRoom: (name: string) => `${name} opened the room`,
  tookSeat: (name: string, seat: number) => `${name} took seat ${seat}`,
  left: (name: string) => `${name} left`,
  seatsChanged: 'The seats were changed',
  guestCame: (name: string) => `${name} is a guest at the table`,
  started: 'Round 1 is dealt',
  rematchOpened: (name: string) => `${name} opened a rematch`,
  watchersClosed: (name: string) => `${name} closed the room to watchers`,
  watchersOpened: (name: string) => `${name} opened the room to watchers`,
  becameHost: (name: string) => `${name} is the host now`,
  satIn: (name: string) => `${name} plays in this seat from now on`,
  accountDeleted: 'A player has left for good and deleted their account',
  disowned: (name: string) => `${name} says that they did not play this game; a guest has the seat`,
  claimed: (name: string) => `${name} has claimed this game with an account`,

  bid: (name: string, bid: string) => `${name} bid ${bid}`,
  unknownBid: 'something',
  passed: (name: string) => `${name} passed`,
  thrownIn: (name: string) =>
    `${name} passed as well: the cards are thrown in, and the same dealer deals again`,
  wonAuction: (name: string, bid: string) => `${name} won the auction with ${bid}`,
  cardsPassed: 'Three cards were passed to the left',
  contracted: (name: string, amount: string) => `${name} contracted ${amount}`,
  wonTrick: (name: string) => `${name} won a trick`,
  /** The game has reached its length. */
  wonLastTrick: (name: string) => `${name} won the last trick, and the game is over`,
  tricksRecorded: 'The tricks of the round were recorded',
  lastTricksRecorded: 'The tricks of the last round were recorded, and the game is over',
  dealt: 'The next round was dealt',
  ended: 'The host ended the game',
  closed: 'The operator closed the room',
  abandoned: 'The game was ended, because nobody played for a long time',
  undone: (name: string) => `${name} took back the last step`,
  undoneStep: (undone: string, step: string) => `${undone}: ${step}`,

  /** `changes` has one phrase for each part that was changed. */
  corrected: ({ name, round, changes }: { name: string; round: string; changes: readonly string[] }) =>
    `${name} corrected round ${round}: ${changes.length > 0 ? changes.join(', ') : 'nothing was different'}`,
  trumpChanged: (from: string, to: string) => `trump ${from} → ${to}`,
  contractsChanged: (from: string, to: string) => `contracts ${from} → ${to}`,
  tricksChanged: (from: string, to: string) => `tricks ${from} → ${to}`,
  bidBy: (bid: string, name: string) => `${bid} by ${name}`,

  gameImported: 'The game was brought in from paper',
  roundImported: (bid: string) => `A round from paper: ${bid}`,
  sheetReplaced: (name: string) => `${name} corrected the score sheet and brought it in again`,

  /** A player recorded something for the seat of another player. */
  recordedBy: (sentence: string, name: string) => `${sentence} (recorded by ${name})`,
  recordedByHost: (sentence: string) => `${sentence} (recorded by the host)`,
};
