import type { Bid, Suit } from '../rules/index.ts';

/** The sign of each suit, the same in every language. */
export const suitSigns: Readonly<Record<Suit, string>> = {
  clubs: '♣',
  diamonds: '♦',
  hearts: '♥',
  spades: '♠',
  no_trump: 'NT',
};

/** A bid in short form: `6♥`, `6 NT`. */
export const bidSign = ({ amount, suit }: Pick<Bid, 'amount' | 'suit'>) =>
  `${amount}${suit === 'no_trump' ? ' ' : ''}${suitSigns[suit]}`;

/** A SHA-256 in two lines of sixteen bytes, so that people can compare it. */
export const fingerprintLines = (fingerprint: string): readonly [string, string] => [
  fingerprint.slice(0, 47),
  fingerprint.slice(48),
];

/** A number with a real minus sign: `132`, `−10`. */
export const minus = (value: number) => (value < 0 ? `−${-value}` : String(value));

/** Points with a sign: `+46`, `−10`, `0`. */
export const signed = (value: number) => (value > 0 ? `+${value}` : minus(value));

/** The signs of a bar of tricks: won, still missing, more than the contract. */
const trickSigns = { won: '■', missing: '□', over: '+' } as const;

/** Tricks against a contract: `■■■□□` for 3 of 5, `■■+` for 3 of 2. */
export const trickBar = (tricks: number, contract: number) =>
  trickSigns.won.repeat(Math.min(tricks, contract)) +
  trickSigns.missing.repeat(Math.max(0, contract - tricks)) +
  trickSigns.over.repeat(Math.max(0, tricks - contract));
