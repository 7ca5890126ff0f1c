import type { Bid, GameStatus } from '../../rules/index.ts';
import { fingerprintLines } from '../format.ts';
import { cards } from './cards.ts';

const statuses: Readonly<Record<GameStatus, string>> = {
  waiting: 'The game has not started.',
  bidding_trump: 'The table is at the auction.',
  frisch: 'The table is passing three cards to the left.',
  bidding_contract: 'The table is at the contracts.',
  playing: 'The round is being played.',
  round_complete: 'The round is over and the next one is not dealt yet.',
  finished: 'The game is over.',
};

/** Refusals that say more than the usual sentences, because they know the table, the params or the time. */
export const explanations = {
  wrongPhase: (status: GameStatus) => `This is not possible now. ${statuses[status]}`,
  turnOf: (name: string) => `It is ${name}’s turn.`,
  bidAtLeast: (minimum: number) => `The bid must be at least ${minimum}.`,
  bidMustBeat: (highest: Bid) =>
    `The bid must beat ${cards.bid(highest)}: ${highest.amount} in a higher suit, or a larger amount.`,
  theDeclarer: 'The declarer',
  contractBelow: (declarer: string, bid: Bid) =>
    `${declarer} bid ${cards.bid(bid)} and must contract at least ${bid.amount}.`,
  contractMakes13: (contract: number) =>
    `${contract} would make the four contracts add up to 13; choose another number.`,
  frischAtMost: (most: number) =>
    `A round here has at most ${most} frisch, and no fewer than are already recorded.`,

  nameAtTable: (name: string) =>
    `Somebody at this table is called ${name} already; choose another name for this guest.`,
  playerNotShown: 'There is no such player, or they do not show you their page.',
  wrongPassword: 'The password is not right.',
  passwordNeeded: 'A new email address or user name needs the password.',
  notInGroup: 'You are not a member of this group.',
  hostNeedsSeat: 'The new host must have a seat at this table.',
  formerPlayerCannotPlay:
    'A player of this game has deleted their account, so the four cannot play again; open a new room.',
  noSeatHere: 'You have no seat here; say which seat this is for.',
  onlyHostAfterEnd: 'The game is over; only the host may take something back.',
  commandOfAnother:
    'This commandId belongs to the change of another player; make a new one for every change.',

  tooMany: (seconds: number) => `Too many of these; try again in ${duration(seconds)}.`,
  damaged:
    'The disk of the server has damaged what this needs, and nothing was changed; the operator can look with `whist doctor`.',
  tooManySockets: 'You are connected too many times at once; close one of the connections, then try again.',
  tooManyLogins: 'Too many people are logging in at once; try again in a moment.',
  noAnswer: 'The server does not answer; look at the table again before you repeat this.',
  commandOf: (method: string) =>
    `This commandId was used for ${method} before; make a new one for every call.`,
  hungUp: 'This connection is closed.',
  /** Why a client reaches no server; each says what to do. */
  unreachable: {
    refused: (server: string) =>
      `No server answers at ${server}; start one with \`whist serve\`, or name another with --server.`,
    unknownHost: (server: string) =>
      `The name of the machine in ${server} is not known here; check its spelling, and that this machine is online.`,
    noRoute: (server: string) =>
      `No network of this machine leads to ${server}; check the address, and that both machines are in one network.`,
    timeout: (server: string) =>
      `Nothing answered in time at ${server}; check the address and the firewall, or try again later.`,
    certificate: (server: string) =>
      `This machine does not trust the certificate of ${server}; name the file of its authority with --ca, or give the server a certificate of a public authority.`,
    certificateUnknown: (server: string, fingerprint: string) =>
      `Nothing here proves that the certificate of ${server} is the right one, and there is no terminal to ask in. Name the file of its authority with --ca, or answer the question once in a terminal. Its SHA-256 fingerprint is ${fingerprint}.`,
    certificateChanged: (server: string, fingerprint: string, options: string) =>
      `${server} shows another certificate than the one that you trusted, so nothing was sent. Somebody may pretend to be this server and read your password. If its operator says that the certificate is new, and that its SHA-256 fingerprint is ${fingerprint}, forget the old one with \`whist forget${options}\`.`,
    plaintext: (server: string, address: string) =>
      `The line to ${server} is not encrypted, and leads to ${address}, which is not in a private network: others can read your password and your login on the way. Use wss:// if the server speaks TLS, answer the question once in a terminal, or give --plaintext.`,
    certificateDate: (server: string) =>
      `The certificate of ${server} is not valid today; renew it, or set the clock of this machine.`,
    certificateName: (server: string) =>
      `The certificate of ${server} was made for another name; name the server with --server as its certificate does.`,
    tls: (server: string) =>
      `The server at ${server} speaks TLS; name it with --server, with wss:// in place of ws://.`,
    noTls: (server: string) =>
      `The server at ${server} does not speak TLS; name it with --server, with ws:// in place of wss://.`,
    redirect: (server: string, place: string) =>
      `The server at ${server} has moved${place === '' ? '' : ` to ${place}`}; name the new address with --server.`,
    notFound: (server: string, status: string) =>
      `A web server answers at ${server}, but has no whist under this path (${status}); check the path, which is usually /ws.`,
    forbidden: (server: string, status: string) =>
      `A proxy at ${server} does not let this machine in (${status}); ask its operator for access.`,
    hostRefused: (server: string) =>
      `The server does not answer to the name in ${server}; use its IP address, or ask its operator to start it with --allow-host.`,
    waiting: (server: string) =>
      `Too many connections of your address wait for their login at ${server}; try again in a few seconds.`,
    gateway: (server: string, status: string) =>
      `A proxy answers at ${server}, but does not reach the server behind it (${status}); start that server, or try again later.`,
    noUpgrade: (server: string, status: string) =>
      `A web page answers at ${server} (${status}); its proxy must let WebSockets through, with the headers Upgrade and Connection.`,
    version: (server: string, status: string) =>
      `The server at ${server} wants another version of WebSocket (${status}); bring it and whist up to date.`,
    hungUp: (server: string) =>
      `The server at ${server} closed the connection before it was open; check the address, or try again later.`,
    noWhist: (server: string, code: string) =>
      `Another program than whist answers at ${server}${code === '' ? '' : ` (${code})`}; check the address and the port.`,
  },
  /** The questions of a client before it sends anything to a server. */
  trust: {
    unknown: ({ server, fingerprint, because }: Unknown) =>
      `Nothing here proves that the certificate of ${server} is the right one: ${whyUnknown(because)}. Its SHA-256 fingerprint is\n  ${fingerprintLines(fingerprint).join('\n  ')}\nCompare it with the fingerprint that the server shows on its own screen. If it is another one, somebody may pretend to be the server and read your password.`,
    trustIt: 'Trust this certificate from now on?',
    plaintext: (server: string, address: string) =>
      `The line to ${server} is not encrypted, and leads to ${address}, which is not in a private network. Your password and your login can be read on the way.`,
    goOn: 'Go on, and ask no more for this server?',
    refused: 'Nothing was sent.',
    forgotten: (server: string) => `Your answer about ${server} is forgotten; the next command asks again.`,
    nothingKnown: (server: string) => `You have given no answer about ${server}.`,
    caUnreadable: (file: string, code: string) =>
      `The file ${file} cannot be read (${code}): name another with --ca.`,
    caEmpty: (file: string) => `There is no certificate in ${file}: name a file in PEM with --ca.`,
  },
  sessionUnusable: (why: string) => `The session on this machine cannot be used: ${why}`,

  /** `misfit` describes a correct value: `must be a number`. */
  param: (name: string, misfit: string) => `The ${name} ${misfit}.`,
  params: (method: string) => `The params of ${method} do not fit.`,
};

interface Unknown {
  readonly server: string;
  readonly fingerprint: string;
  readonly because: string | undefined;
}

function whyUnknown(because: string | undefined): string {
  if (because === 'certificateDate') return 'it is not valid today';
  if (because === 'certificateName') return 'it was made for another name';
  return 'no authority that this machine knows has signed it';
}

function duration(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
