import { seats, suits, type Action, type PerSeat } from '../../src/rules/index.ts';

const amounts = Array.from({ length: 14 }, (_, amount) => amount);
const bids = seats.flatMap((seat) =>
  suits.flatMap((suit) => amounts.map((amount) => ({ seat, amount, suit }))),
);

/** Every way to share 13 tricks among four seats. */
export const allTricks: readonly PerSeat<number>[] = amounts.flatMap((a) =>
  amounts.flatMap((b) =>
    amounts.filter((c) => a + b + c <= 13).map((c): PerSeat<number> => [a, b, c, 13 - a - b - c]),
  ),
);

/** Every bid, pass, contract and single trick, and the actions that move the game on. */
export const simpleCandidates: readonly Action[] = [
  { type: 'room.start' },
  { type: 'frisch.done' },
  { type: 'round.next' },
  { type: 'game.end' },
  ...bids.map((bid): Action => ({ type: 'auction.bid', ...bid })),
  ...seats.map((seat): Action => ({ type: 'auction.pass', seat })),
  ...seats.flatMap((seat) => amounts.map((amount): Action => ({ type: 'contract.set', seat, amount }))),
  ...seats.map((seat): Action => ({ type: 'trick.claim', seat })),
];

/** The actions that record a whole auction or all tricks of a round. */
export const summaryCandidates: readonly Action[] = [
  ...bids.flatMap((bid) =>
    [undefined, 0, 1, 2, 3].map((frisch): Action => ({ type: 'auction.record', ...bid, frisch })),
  ),
  ...allTricks.map((tricks): Action => ({ type: 'round.record', tricks })),
];
