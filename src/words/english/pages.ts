/** A line of a menu: what it is called, and what it is about. */
type Pair = readonly [string, string];

/** The sentences of the pages outside of a room. */
export const pages = {
  /** The page of `whist serve`. */
  host: {
    title: 'server',
    address: 'Address',
    elsewhere: 'Network',
    onlyHere: 'this machine alone; `whist serve --lan` lets others in',
    line: 'Line',
    notEncrypted: 'not encrypted: others in the network can read passwords',
    fingerprint: 'Certificate',
    database: 'Database',
    redis: 'Redis',
    noRedis: 'none: this server is alone',
    up: 'up',
    away: 'away',
    people: 'People',
    peopleAt: (users: number, rooms: number) =>
      `${users} connected, ${rooms === 1 ? '1 room' : `${rooms} rooms`} in use`,
    actions: 'Actions',
    perSecond: (now: number, all: number) => `${now} a second, ${all} since the start`,
    rooms: 'Rooms',
    noRooms: 'nobody is in a room',
    warnings: 'Warnings',
    noWarnings: 'none',
    keys: 'q stop the server',
    reallyStop: (users: number) =>
      `${users === 1 ? '1 person is' : `${users} people are`} connected. Stop the server? Games go on when it starts again.`,
    yesNo: 'y stop   n go on',
  },

  start: {
    title: 'whist keeps the score of Israeli Whist for four people with real cards.',
    keys: '↑↓ choose  Enter go  q quit',
    goOn: ['Continue a game', 'one that is not over yet'] as Pair,
    play: ['New game', 'this device keeps the score for all four'] as Pair,
    create: ['Open a room', 'each player has a terminal'] as Pair,
    join: ['Join a room', 'that somebody else has opened'] as Pair,
    stats: ['Statistics', 'the leaderboard of your games'] as Pair,
    demo: ['See a demo', 'four scripted players play a game'] as Pair,
    help: ['Help', 'every command'] as Pair,
    whichGame: 'Which game?',
    noGame: 'No game is under way on this machine.',
    whoAreYou: 'Each player needs an account on the server.',
    register: ['Register', 'make an account, once'] as Pair,
    login: ['Log in', 'with an account that you have'] as Pair,
    askRoom: 'Code of the room, or the whole line that it shows',
    noCode: 'A code has six letters and digits.',
  },
};
