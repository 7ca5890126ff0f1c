import { block, claim } from './claims.ts';
import { phrases } from './phrases.ts';

/** The words that the commands of players write in a terminal, and their questions. */
export const output = {
  /** The name of a player in a list. */
  person: ({
    displayName,
    username,
    guest,
  }: {
    readonly displayName: string;
    readonly username: string;
    readonly guest: boolean;
  }) => (guest ? `${displayName} (guest)` : `${displayName} (${username})`),
  gameCode: (code: string) => `game ${code}`,
  noGames: 'No game has been finished yet.',
  notWritten: (code: string) =>
    `The output cannot be written (${code}); free some space, or write it elsewhere.`,

  prompt: {
    password: 'Password',
    notTheSame: 'The two passwords differ; type it again.',
    question: (question: string, fallback: string | undefined) =>
      fallback === undefined ? `${question}: ` : `${question} [${fallback}]: `,
    yesOrNo: (question: string) => `${question} (y/N) `,
    yes: /^y(es)?$/i,
    noTerminal: (flag: string) => `There is no terminal to ask in; give ${flag}.`,
    passwordFileUnreadable: (file: string) => `The password file ${file} cannot be read.`,
  },

  connect: {
    /** `flag` is the option that names the server, if it needs one. */
    notLoggedIn: (server: string, flag: string) =>
      `Nobody is logged in at ${server} on this machine; use \`whist login${flag}\`, or \`whist register${flag}\` first.`,
    openingDatabase: 'No server answers; opening the games on this machine …',
    folderUnusable: (folder: string, code: string) =>
      `The config folder ${folder} cannot be used (${code}): name another in WHIST_CONFIG_DIR.`,
  },

  screen: {
    noTerminal: 'The screens need a terminal; with --json this is a pipe of JSON-RPC lines.',
    sessionEnded: (flag: string) => `This session has ended; log in again with \`whist login${flag}\`.`,
    fenced: (room: string) =>
      `You went on with this seat on another terminal. Take it back with \`whist join ${room}\`.`,
    putOut: 'The host has closed this room to watchers.',
    comeBack: (command: string) => `The table goes on. Come back with \`${command}\`.`,
    finished: (game: string) => `The score table stays: \`whist game ${game}\`.`,
  },

  pipe: {
    serverGone: 'The server has gone; start the pipe again when it is back.',
    lineTooLong: (bytes: number) => `A line may have ${bytes} bytes; this one is longer and was not sent.`,
  },

  room: {
    noRule: (text: string, rules: string) => `--rule ${text} is not a rule of this game; there are ${rules}.`,
    fourScores: '--starting-scores needs four whole numbers in seat order, like 10,-20,0,35.',
    wholeNumber: (flag: string, value: string) => `${flag} needs a whole number, not ${value}.`,
  },

  play: {
    noTerminal: '`whist play` needs a terminal.',
    startingServer: 'No server answers on this machine; starting one for this table.',
    deviceName: 'This table',
    askOthers: (name: string) => `${name} sits in the first seat. The others, clockwise:`,
    askAll: 'Who plays? Clockwise, the first dealer first:',
    askPlayer: (number: number) => ({ question: `  player ${number}`, fallback: `Player ${number}` }),
  },

  demo: {
    badSeed: '--seed needs a whole number.',
    intro:
      'A demo: Dana, Yossi, Noa and Amir play four rounds by themselves, each at a terminal. You look at the one of Dana.',
    caption: ({
      isPaused,
      pace,
      paces,
    }: {
      readonly isPaused: boolean;
      readonly pace: number;
      readonly paces: number;
    }) =>
      `Demo: four scripted players, the terminal of Dana · ${isPaused ? 'paused' : `speed ${pace} of ${paces}`}`,
    keys: '+ faster   - slower   Space pause or go on   n next step   q quit',
  },

  stats: {
    notUpToDate: 'These figures are not up to date yet, because many games were just added.',
    rules: (rules: string) => `Rules: ${rules}; --all-rules counts every game.`,
    more: (offset: number) => `More: --offset ${offset}`,
  },

  board: {
    head: ['', 'player', 'games', 'wins', 'win rate', 'points', 'contracts made', 'rating'],
    usualRules: 'the usual ones',
    provisional: '? A rating after fewer than five games is provisional.',
  },

  player: {
    noGame: 'No game finished yet.',
    games: 'games',
    gamesWon: (games: number, { won, rate }: { readonly won: number; readonly rate: string }) =>
      `${games}, won ${won} (${rate})`,
    rating: 'rating',
    form: 'form',
    newestFirst: (form: string) => `${form} (newest first)`,
    streak: 'streak',
    streakBest: (now: number, best: number) => `${now}, best ${best}`,
    points: 'points',
    pointsLine: ({
      total,
      average,
      best,
      worst,
    }: Readonly<Record<'total' | 'average' | 'best' | 'worst', string>>) =>
      `${total}, ${average} a game, best ${best}, worst ${worst}`,
    rounds: 'rounds',
    roundsBest: (rounds: number, best: string) => `${rounds}, best ${best}`,
    contracts: 'contracts',
    contractsMade: ({ average, ...made }: Made & { readonly average: number }) =>
      `${madeOf(made)}, ${average} on average`,
    zeros: 'zeros',
    made: (made: Made) => madeOf(made),
    auctions: 'auctions won',
    auctionsWon: (won: number, suit: string | null) => `${won}${suit === null ? '' : `, mostly in ${suit}`}`,
    suitLine: (times: number, rate: string) => `${times}, games won with it ${rate}`,
    nemesis: 'nemesis',
    nemesisLine: (name: string, { above, games }: { readonly above: number; readonly games: number }) =>
      `${name}, above in ${above} of ${games} games`,
    course: (games: number) => `The last ${games} games, oldest first`,
    scores: 'scores',
    achievements: 'Achievements',
    opponents: 'Head-to-head',
    opponentsHead: ['', 'games', 'above', 'below', 'points'],
  },

  history: {
    earlier: (cursor: string) => `Earlier games: --before ${cursor}`,
    rounds: phrases.rounds,
  },

  game: {
    title: ({ code, day, status, winners }: Title) => {
      const won = winners.length > 0 ? `, won by ${phrases.list(winners)}` : '';
      return `Game ${code}, ${day}, ${status}${won}`;
    },
    pictureTitle: ({ code, day, status, winners }: Title) =>
      `Game ${code}, ${day}, ${winners.length > 0 ? `won by ${phrases.list(winners)}` : status}`,
    /** Explains the columns of the table. The declarer is named beside the trump, or marked in a cell. */
    legend: ({ declarer, type, tricks, points }: Legend) =>
      [
        `Each cell is ${tricks ? 'tricks/contract, ' : ''}${points ? 'points and running total' : 'the running total'}.`,
        ...(declarer === 'named' ? ['The player beside the trump won the auction.'] : []),
        ...(declarer === 'marked' ? ['• marks the winner of the auction.'] : []),
        ...(type
          ? ['In an over round the contracts add up to more than 13, in an under round to less.']
          : []),
      ].join(' '),
    /** `Ben played rounds 1 to 3 in the seat of Noa.` */
    replaced: ({
      displayName,
      first,
      last,
      seatOf,
    }: {
      readonly displayName: string;
      readonly first: number;
      readonly last: number;
      readonly seatOf: string;
    }) => {
      const rounds = first === last ? `round ${first}` : `rounds ${first} to ${last}`;
      return `${displayName} played ${rounds} in the seat of ${seatOf}; they count for the player who played them.`;
    },
    trump: 'trump',
    start: 'start',
    total: 'total',
    chartTitle: 'Running totals, a step a round:',
    several: '* several',
    totalsByRound: 'Running totals by round',
    pictureSaved: (file: string) => `The picture is in ${file}.`,
    pictureUnwritable: (file: string, code: string) =>
      `The picture cannot be written to ${file} (${code}): name another file.`,
  },

  group: {
    notFound: (name: string, near: string | null) =>
      near === null
        ? `You are in no group called ${name}; see \`whist group\`.`
        : `You are in no group called ${name}. Did you mean ${near}?`,
    didYouMean: (name: string) => `Did you mean ${name}?`,
    reallyNear: (near: string, name: string) =>
      `You are in a group called ${near}. Do you want another one, called ${name}?`,
    reallyDelete: (name: string) => `Delete ${name}? Its games are kept.`,
    nothingChanged: 'Nothing was changed.',
    ambiguous: (name: string, ids: readonly string[]) =>
      `You are in several groups called ${name}; name it by its id: ${ids.join(', ')}.`,
    none: 'You are in no group yet; `whist group create "Friday Night Whist"` makes one.',
    deleted: (name: string) => `${name} is deleted. Its games are kept.`,
    left: (name: string) => `You have left ${name}.`,
    listHead: ['group', 'members', 'games', 'last played'],
    notPlayed: 'no game finished yet',
    played: ({
      games,
      rounds,
      last,
    }: {
      readonly games: number;
      readonly rounds: number;
      readonly last: string;
    }) => `${games} games, ${rounds} rounds, last on ${last}`,
    roles: { owner: 'owner', member: 'member' },
    invited: 'invited',
    invitations: 'Invitations, for `whist group accept GROUP` or `whist group decline GROUP`:',
    invitation: ({
      name,
      by,
      members,
    }: {
      readonly name: string;
      readonly by: string;
      readonly members: number;
    }) => `${name}: ${by} invites you, ${members === 1 ? '1 member' : `${members} members`}`,
    waiting: (invitation: string, typed: string) =>
      `${invitation}. \`whist group accept "${typed}"\` accepts, \`whist group decline "${typed}"\` declines.`,
    more: 'You are in more groups. Name one to see it, as in `whist group show GROUP`.',
    noInvitation: (name: string) => `You have no invitation to ${name}; see \`whist group list\`.`,
    severalInvitations: (name: string, ids: readonly string[]) =>
      `You are invited to several groups called ${name}; name it by its id: ${ids.join(', ')}.`,
    declined: (name: string) => `You have declined the invitation to ${name}.`,
    since: (day: string) => `since ${day}`,
    bestsTitle: 'Best results',
    bests: {
      highestRound: 'highest round',
      highestGame: 'highest game',
      lowestGame: 'lowest game',
      longestGame: 'longest game, rounds',
      biggestComeback: 'biggest comeback',
      mostZeros: 'most zeros in a game',
    },
    matrixTitle: 'Head-to-head: games in which the player on the left finished above, of those together',
    activity: (day: string, rounds: number) => `Most active day ${day}, ${rounds} rounds a game`,
    months: ({
      first,
      line,
      last,
      games,
    }: {
      readonly first: string;
      readonly line: string;
      readonly last: string;
      readonly games: number;
    }) => `Games a month  ${first} ${line} ${last}, last ${games}`,
  },

  block,
  claim,
};

type Made = {
  readonly made: number;
  readonly attempted: number;
  /** With its sign: `75 %`. */
  readonly rate: string;
};

const madeOf = ({ made, attempted, rate }: Made) => `${made} of ${attempted} made (${rate})`;

interface Legend extends Readonly<Record<'type' | 'tricks' | 'points', boolean>> {
  readonly declarer: 'named' | 'marked' | null;
}

interface Title {
  readonly code: string;
  readonly day: string;
  readonly status: string;
  readonly winners: readonly string[];
}
