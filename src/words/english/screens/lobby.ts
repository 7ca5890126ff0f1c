import { phrases } from '../phrases.ts';

/** The screen of a room before its first round. */
export const lobby = {
  howToJoin: (command: string) => `The others join with  ${command}`,
  notEncrypted: 'The line to this server is not encrypted.',
  onThisMachine: (command: string) => `On this machine  ${command}`,
  rules: 'Rules',
  usualRules: 'the usual ones',
  passIsFinal: 'a pass is final',
  frischMax: (count: number) => (count === 0 ? 'no frisch' : `at most ${count} frisch`),
  frischKeepsMinimum: 'frisch does not raise the minimum',
  minimumBid: (amount: number) => `minimum bid ${amount}`,
  missPerTrick: (points: number) => `−${points} a missed trick`,
  zeroUnder: (points: number) => `+${points} for 0 made under`,
  zeroOver: (points: number) => `+${points} for 0 made over`,
  zeroFailedFlat: '−50 flat for 0 failed',
  length: 'Length',
  openLength: 'open: the host ends the game',
  untilPoints: (points: number) => `until somebody has ${points} points`,
  onPaper: 'On paper',
  seatsFree: (count: number) => `${phrases.seats(count)} free.`,
  hostStarts: 'All four are here: Enter starts.',
  waitForHost: 'All four are here: the host starts.',
  full: 'All four seats are taken.',
  /** On a large terminal. `flag` is the option that names the server, with a space before it. */
  steps: (code: string, flag: string): readonly string[] => [
    `1  The first time, each player: npx whist register${flag}`,
    `2  Then: npx whist join ${code}${flag}`,
    '3  Or npx whist alone, and choose: Join a room.',
    '4  The seats are those around the table; w swaps two of them.',
  ],
};
