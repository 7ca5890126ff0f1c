import type { GameStatus } from '../../../rules/index.ts';
import { contracts } from './contracts.ts';
import { lobby } from './lobby.ts';
import { duration, phrases } from '../phrases.ts';
import { podium } from './podium.ts';

const phases: Readonly<Record<GameStatus, string>> = {
  waiting: 'lobby',
  bidding_trump: 'auction',
  frisch: 'frisch',
  bidding_contract: 'contracts',
  playing: 'play',
  round_complete: 'round over',
  finished: 'game over',
};

/** The sentences of the screens, each under the name of its screen. A line has 80 columns with its indent. */
export const screens = {
  tooSmall: (columns: number, rows: number) => `Enlarge this terminal to ${columns}×${rows}.`,
  connecting: 'Connecting to the room …',
  quits: 'q quits',
  nobody: 'nobody',
  recordsAlready: 'This terminal records for this player already.',
  mayNotRecord: 'Only the host records for others, or anybody once a player is away too long.',
  tricksNot13: (sum: number) => `The tricks add up to ${sum}, not 13; count again.`,

  frame: {
    phases,
    round: (number: number, last: number | null) => `Round ${number}${last === null ? '' : ` of ${last}`}`,
    minimum: (amount: number) => `minimum ${amount}`,
    watching: 'watching',
    yourTurn: 'your turn',
    turnOf: (name: string) => `${name}’s turn`,
    /** The title of the terminal. */
    title: (code: string, isTurn: boolean) => (isTurn ? `▶ Your turn · whist ${code}` : `whist ${code}`),
    replay: 'replay',
    demo: 'demo',
    step: (step: number, last: number) => `step ${step} of ${last}`,
    online: 'online',
    reconnecting: (seconds: number) => `reconnecting …${seconds > 0 ? ` ${duration(seconds)}` : ''}`,
    slow: (seconds: number) => `slow line, ${duration(seconds)}`,
    lineDown: 'The line to the server is down; this terminal is reconnecting by itself.',
    saving: 'saving',
    justChanged: 'The table has just changed; look again.',
    movedOn: 'The table has moved on; look again.',
    /** `events` are sentences about changes that were not made; `why` is another sentence. */
    notRecorded: (events: readonly string[], more: number, why: string) =>
      `Not recorded: ${events.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${why}`,
    /** Before the last event, if something after it was not recorded. */
    recordedUpTo: (event: string) => `Recorded: ${event}.`,
    keysNotUsed: (why: string) => `${why} The keys you pressed since were not used.`.trimStart(),
    savingFirst: 'Saving first; q again leaves without it.',
    pasteNotUsed: 'Pasted text is not used here: type the keys.',
  },

  /** Titles that several screens use. */
  table: {
    seat: 'Seat',
    total: 'Total',
    /** Points that are missing to the leader. */
    behind: 'Behind',
    ahead: 'ahead',
    contract: 'Contract',
    tricks: 'Tricks',
    points: 'Points',
    trump: 'Trump',
    /** Above the number of a round in 2 columns, its winning bid in 5, and the player who made it. */
    round: 'Rd',
    declarer: 'Declarer',
    free: 'free',
    /** Short notes about a player. */
    you: 'you',
    host: 'host',
    guest: 'guest',
    dealer: 'dealer',
  },

  lobby,

  seats: {
    taken: 'Somebody sits there; choose a free seat, or ask the host.',
    takeWhich: 'Which free seat do you take?',
    swapWhich: 'Which seat do you swap?',
    swapWith: (seat: number) => `Swap seat ${seat} with which seat?`,
  },

  name: {
    missing: 'Type a name of letters or digits first.',
    tooLong: (longest: number) => `A name has at most ${longest} characters.`,
  },

  guest: {
    title: 'A guest plays by name only; the host records for them.',
    name: 'Name',
  },

  substitute: {
    title: (name: string) => `Who plays on for ${name}? The rounds that are over stay with ${name}.`,
    guest: 'Name of a guest',
    account: 'User name of an account',
  },

  auction: {
    soFar: 'Bids so far',
    pass: 'pass',
    highestBid: 'Highest bid',
    noBid: 'none yet',
    minimum: 'Minimum',
    inAnySuit: (amount: number) => `${amount} in any suit`,
    orHigher: (bid: string) => `${bid} or higher`,
    higherThanAll: 'nothing is higher',
    suits: 'Suits',
    suitsInOrder: '♣ clubs < ♦ diamonds < ♥ hearts < ♠ spades < NT no trump',
    frisch: 'Frisch',
    frischOf: (count: number, most: number) => `${count} of at most ${most}`,
    waiting: (name: string) => `Waiting for ${name} to bid or pass.`,
    yourBid: 'Your bid',
    bidOf: (name: string) => `Bid of ${name}`,
    amount: 'Amount',
    amountNotPossible: (amount: string) => `${amount} is not possible`,
    suit: 'Suit',
    chooseBoth: 'Choose an amount and a suit, or pass.',
    chooseSuit: (amount: number) => `${amount} of …: choose a suit.`,
    chooseAmount: (suit: string) => `… ${suit}: choose an amount.`,
    enterBids: (bid: string) => `${bid}: Enter bids it.`,
    notHighEnough: (bid: string) => `${bid} is not high enough.`,
    amountFirst: 'Choose an amount first: type it, or use ← and →.',
    suitFirst: 'Choose a suit first: c, d, h, s, or n for no trump.',
  },

  frisch: {
    passesTo: 'Passes cards to',
    count: (count: number, most: number) => `Frisch ${count} of at most ${most}`,
    howTo: 'All four passed. Pass three cards face down to your left, then take the three from your right.',
    newMinimum: 'New minimum',
    opensAgain: 'Opens again',
  },

  contracts,

  playing: {
    needs: 'Needs',
    now: 'Now',
    tricksOf: (tricks: number, contract: number) => `${tricks} of ${contract}`,
    made: 'made',
    more: (tricks: number) => `${tricks} more`,
    over: (tricks: number) => `${tricks} over`,
    missed: 'missed',
    tricksLeft: 'Tricks left',
    leftOf13: (left: string) => `${left} of 13`,
    leads: (bid: string, name: string) => `${bid} by ${name}, who leads to the first trick`,
    contracts: 'Contracts',
    aboutNow: 'Now: the points of each seat if the round ended like this.',
    notYourTrick: (name: string, seat: number) =>
      `${name} records the tricks of seat ${seat}; r records the whole round.`,
  },

  /** The whole round on one screen. */
  roundForm: {
    winner: 'Won by',
    bid: 'Bid',
    suit: 'Suit',
    frisch: 'Frisch',
    minimum: (amount: number) => `f: one more   minimum bid ${amount}`,
    auctionBegun: 'The auction has begun: the highest bid is filled in, Enter takes it.',
    typeWinner: 'Who won the auction? Type 1 to 4.',
    typeBid: 'How many tricks did they bid?',
    typeSuit: 'In which suit? c, d, h, s, or n for no trump.',
    typeContract: (name: string) => `Contract of ${name}?`,
    typeTricks: (name: string, left: number) => `${left} are left. Tricks of ${name}?`,
    enterRecords: 'Enter records the round.',
    oneOrMore: (digit: number) => `${digit}: Enter, or a second digit for 10 to 13.`,
    twoDigits: (digit: number) => `${digit}: type the second digit, for 10 to 13.`,
    enterAfterOne: 'Enter ends the 1 first.',
    contractFirst: 'Type the contract; it needs no Enter, except a 1.',
    undoTakesBack: 'There is nothing typed here; u takes back the last step.',
    noSuitNow: 'The suit is recorded already; u takes back the last step.',
    noFrischNow: 'The auction is over; u takes back the last step.',
  },

  round: {
    round: 'Round',
    /** `contracts` is their total. */
    isComplete: (number: number, contracts: string) => `${number} is complete; contracts ${contracts}`,
    ahead: 'Ahead',
  },

  podium,

  scores: {
    noRound: 'No round is complete yet.',
    nothingToCorrect: 'There is no finished round to correct yet.',
    range: ({ first, last, count }: Record<'first' | 'last' | 'count', number>) =>
      `Rounds ${first} to ${last} of ${count}`,
    begunWith: (scores: readonly number[]) => `The game began with ${scores.join(', ')}.`,
  },

  correct: {
    title: (round: number) => `Round ${round} as it was recorded; change what is wrong.`,
    declarer: 'Declarer',
    bid: 'Bid',
    suit: 'Suit',
    columns: ['Contract', 'Tricks', 'Points', 'was', 'Total', 'was'],
    fillIn: 'Fill in every field.',
    nothingChanged: 'Nothing is changed yet.',
    enterSaves: (contracts: string) => `Contracts ${contracts}. Enter saves the round like this.`,
  },

  menu: {
    ofHost: 'Menu of the host',
    ofRoom: 'This room',
    takeOver: 'Take over as host',
    close: 'Back to the table',
    makeHost: (name: string) => `Make ${name} the host`,
    closeToWatchers: 'Let nobody watch',
    openToWatchers: 'Let people watch',
    endGame: 'End the game',
    leave: 'Leave the room',
    substitute: (name: string) => `Somebody else plays on for ${name}`,
    sure: (label: string) => `${label}?`,
  },

  questions: {
    yesOrNo: 'y yes   n no',
    end: ({ result, dropped }: { result: string; dropped: number | null }) =>
      `End the game? So far ${result}.${dropped === null ? '' : ` Round ${dropped} would not count.`}`,
    nobodyWins: 'nobody has won, because no round is complete',
    wouldWin: (names: readonly string[], rounds: number) =>
      `${phrases.list(names)} would win after ${phrases.rounds(rounds)}`,
    leave({ keepsSeat, isHost }: { keepsSeat: boolean; isHost: boolean }) {
      const seat = keepsSeat
        ? 'Your seat stays yours, and the table may record for it.'
        : 'Your seat will be free.';
      const host = isHost ? ' Another player becomes host; if there is none, the game ends.' : '';
      return `Leave the room? ${seat}${host}`;
    },
    undo: (sentence: string) => `Take back “${sentence}”?`,
    undoUnknown: 'Take back the last step?',
  },

  help: {
    title: 'Your keys on this screen',
    /** Before the keys that work later. */
    onYourTurn: 'On your turn:',
  },
};
