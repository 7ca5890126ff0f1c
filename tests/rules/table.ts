import {
  apply,
  defaultProfile,
  leftOf,
  newGame,
  type Action,
  type Bid,
  type Fault,
  type Game,
  type Length,
  type PerSeat,
  type Round,
  type RuleProfile,
  type Seat,
  type Suit,
} from '../../src/rules/index.ts';

/** Freezes a value, so that an `apply` that changes it throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(frozen);
  return value;
}

/** A game in the lobby, by the default rules unless said otherwise. */
export function lobby(
  rules: Partial<RuleProfile> = {},
  length: Length = null,
  starting: PerSeat<number> = [0, 0, 0, 0],
): Game {
  return frozen(newGame({ ...defaultProfile, ...rules }, length, starting));
}

/** A game whose first cards are dealt. */
export function started(...settings: Parameters<typeof lobby>): Game {
  return play(lobby(...settings), { type: 'room.start' });
}

/** The game after all of `actions`, which must be legal. */
export function play(game: Game, ...actions: Action[]): Game {
  return actions.reduce((before, action) => {
    const outcome = apply(before, action);
    if ('error' in outcome) throw new Error(`${JSON.stringify(action)} is refused: ${outcome.error}`);
    return frozen(outcome.ok);
  }, game);
}

/** Why the rules refuse `action`; null if they take it. */
export function fault(game: Game, action: Action): Fault | null {
  const outcome = apply(game, action);
  return 'error' in outcome ? outcome.error : null;
}

/** The round on the table. */
export function roundOf(game: Game): Round {
  if (!game.round) throw new Error('no round is on the table');
  return game.round;
}

/** The seat whose turn it is. */
export function turnOf(game: Game): Seat {
  const { turn } = roundOf(game);
  if (turn === null) throw new Error(`nobody is awaited in ${game.status}`);
  return turn;
}

const suitOf: Record<string, Suit> = {
  c: 'clubs',
  d: 'diamonds',
  h: 'hearts',
  s: 'spades',
  n: 'no_trump',
};

/** A bid in short form: `5c` is 5 clubs, `13n` is 13 no trump. */
export function bidOf(word: string): Pick<Bid, 'amount' | 'suit'> {
  const suit = suitOf[word.slice(-1)];
  if (!suit) throw new Error(`${word} is not a bid`);
  return { amount: Number(word.slice(0, -1)), suit };
}

/** The game after these words of the auction, each in turn: `p` is a pass, `5c` a bid, `f` the end of a frisch. */
export function say(game: Game, words: string): Game {
  return words
    .split(' ')
    .filter((word) => word !== '')
    .reduce((before, word) => {
      if (word === 'f') return play(before, { type: 'frisch.done' });
      const seat = turnOf(before);
      if (word === 'p') return play(before, { type: 'auction.pass', seat });
      return play(before, { type: 'auction.bid', seat, ...bidOf(word) });
    }, game);
}

export const bid = (seat: Seat, word: string): Action => ({ type: 'auction.bid', seat, ...bidOf(word) });
export const pass = (seat: Seat): Action => ({ type: 'auction.pass', seat });
export const record = (seat: Seat, word: string, frisch?: number): Action => ({
  type: 'auction.record',
  seat,
  ...bidOf(word),
  frisch,
});
export const contract = (seat: Seat, amount: number): Action => ({ type: 'contract.set', seat, amount });
export const trick = (seat: Seat): Action => ({ type: 'trick.claim', seat });
export const tricks = (...won: PerSeat<number>): Action => ({ type: 'round.record', tricks: won });
export const frischDone: Action = { type: 'frisch.done' };
export const next: Action = { type: 'round.next' };
export const end: Action = { type: 'game.end' };
export const correct = (
  round: number,
  change: Pick<Action & { type: 'round.correct' }, 'trump' | 'contracts' | 'tricks'>,
): Action => ({ type: 'round.correct', round, ...change });

/** A round as on a score sheet. */
export interface Sheet {
  readonly declarer: Seat;
  readonly bid: string;
  readonly contracts: PerSeat<number>;
  readonly tricks: PerSeat<number>;
}

/** The game with its contracts set, in order from the declarer. */
export function contracted(game: Game, { declarer, bid: word, contracts }: Omit<Sheet, 'tricks'>): Game {
  const soFar = [0, 1, 2, 3].map((steps) => {
    const seat = leftOf(declarer, steps);
    return contract(seat, contracts[seat]);
  });
  return play(game, record(declarer, word), ...soFar);
}

/** The game after a whole round, which is dealt first if the last one is complete. */
export function rounds(game: Game, ...sheets: Sheet[]): Game {
  return sheets.reduce((before, sheet) => {
    const dealt = before.status === 'round_complete' ? play(before, next) : before;
    return play(contracted(dealt, sheet), tricks(...sheet.tricks));
  }, game);
}

/** Sum of contracts 14. By the default rules: 46, 19, 14, −10. */
export const overRound: Sheet = {
  declarer: 0,
  bid: '6h',
  contracts: [6, 3, 2, 3],
  tricks: [6, 3, 2, 2],
};

/** Sum of contracts 12. By the default rules: 50, 35, 19, −10. */
export const underRound: Sheet = {
  declarer: 1,
  bid: '5c',
  contracts: [0, 5, 3, 4],
  tricks: [0, 5, 3, 5],
};
