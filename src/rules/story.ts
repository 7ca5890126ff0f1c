import { add, leaders } from './seats.ts';
import { seats, type FinishedRound, type Game, type PerSeat, type Seat } from './types.ts';

/** The score table of a game, as far as it has been played. */
export type ScoreTable = Pick<Game, 'startingScores' | 'rounds'>;

/** A highlight of a finished game. Points are differences of totals. */
export type Highlight =
  /** The winner trailed the leader by 50 or more at the end of some round. */
  | { readonly kind: 'comeback'; readonly seat: Seat; readonly points: number }
  /** The first was 100 or more ahead of the second. */
  | { readonly kind: 'blowout'; readonly seat: Seat; readonly points: number }
  /** The second was at most 10 behind the first; 0 in a tie. */
  | { readonly kind: 'close_finish'; readonly points: number }
  /** Every contract of zero was made, at least two of them. */
  | { readonly kind: 'perfect_zeros'; readonly count: number }
  /** Three frisch in one round. */
  | { readonly kind: 'frisch_storm'; readonly round: number };

/** A remark after a round. */
export type Remark =
  /** A contract of 5 or more was made. */
  | { readonly kind: 'big_contract'; readonly seat: Seat; readonly contract: number }
  /** A zero was made although the contracts were over. */
  | { readonly kind: 'zero_in_over'; readonly seat: Seat }
  /** The round began with two or more frisch. */
  | { readonly kind: 'frisch'; readonly count: number }
  /** The player made, or missed, three or more contracts in a row; `length` says how many. */
  | { readonly kind: 'streak'; readonly seat: Seat; readonly length: number; readonly made: boolean }
  /** The two best are within 5 points. */
  | { readonly kind: 'close_race'; readonly points: number }
  /** The most points the player, or anybody of the group, ever scored in a round. */
  | {
      readonly kind: 'best';
      readonly seat: Seat;
      readonly points: number;
      readonly of: 'player' | 'group';
    };

/** The highest scores of a round before this game; null if there was no round. */
export interface Bests {
  readonly players: PerSeat<number | null>;
  /** The highest score in the group of the game. */
  readonly group: number | null;
}

/** The totals after the start and after every round. */
export function standings({ startingScores, rounds }: ScoreTable): PerSeat<number>[] {
  const all = [startingScores];
  for (const { scores } of rounds) all.push(add(all.at(-1) ?? startingScores, scores));
  return all;
}

/** The highlights of a game that is over; none before, or without a round. */
export function highlights(table: ScoreTable & Pick<Game, 'winners'>): Highlight[] {
  const { rounds, winners } = table;
  if (!winners || rounds.length === 0) return [];
  const [, ...afterRounds] = standings(table);
  const found: Highlight[] = [];
  for (const seat of winners) {
    const points = Math.max(...afterRounds.map((totals) => Math.max(...totals) - totals[seat]));
    if (points >= 50) found.push({ kind: 'comeback', seat, points });
  }
  const totals = afterRounds.at(-1) ?? table.startingScores;
  const lead = leadOf(totals);
  const [winner] = winners;
  if (lead >= 100 && winner !== undefined) found.push({ kind: 'blowout', seat: winner, points: lead });
  if (lead <= 10) found.push({ kind: 'close_finish', points: lead });
  const zeros = rounds.flatMap((round) =>
    seats.filter((seat) => round.contracts[seat] === 0).map((seat) => isMade(round, seat)),
  );
  if (zeros.length >= 2 && zeros.every(Boolean)) found.push({ kind: 'perfect_zeros', count: zeros.length });
  for (const { frischCount, number } of rounds)
    if (frischCount >= 3) found.push({ kind: 'frisch_storm', round: number });
  return found;
}

/** The remarks on the last round. New best scores are remarked on only if the earlier `bests` are given. */
export function remarks(table: ScoreTable, bests: Bests | null = null): Remark[] {
  const { rounds } = table;
  const round = rounds.at(-1);
  if (!round) return [];
  const { contracts, type, frischCount } = round;
  const found: Remark[] = bests ? bestsBeaten(rounds, bests) : [];
  for (const seat of seats) {
    const contract = contracts[seat];
    if (contract >= 5 && isMade(round, seat)) found.push({ kind: 'big_contract', seat, contract });
    if (contract === 0 && type === 'over' && isMade(round, seat)) found.push({ kind: 'zero_in_over', seat });
  }
  if (frischCount >= 2) found.push({ kind: 'frisch', count: frischCount });
  for (const seat of seats) {
    const made = isMade(round, seat);
    const broken = rounds.findLastIndex((one) => isMade(one, seat) !== made);
    const length = rounds.length - 1 - broken;
    if (length >= 3) found.push({ kind: 'streak', seat, length, made });
  }
  const totals = standings(table).at(-1) ?? table.startingScores;
  if (leadOf(totals) <= 5) found.push({ kind: 'close_race', points: leadOf(totals) });
  return found;
}

/** The best scores that the last round has beaten. A new best of the group replaces the player's own. */
function bestsBeaten(rounds: readonly FinishedRound[], bests: Bests): Remark[] {
  const earlier = rounds.slice(0, -1).map(({ scores }) => scores);
  const { scores = [0, 0, 0, 0] } = rounds.at(-1) ?? {};
  const highest = Math.max(...scores);
  return seats.flatMap((seat): Remark[] => {
    const points = scores[seat];
    const beats = (best: number | null, others: readonly number[]) =>
      best !== null && points > Math.max(best, ...others);
    if (points === highest && beats(bests.group, earlier.flat()))
      return [{ kind: 'best', seat, points, of: 'group' }];
    const isOwn = beats(
      bests.players[seat],
      earlier.map((round) => round[seat]),
    );
    return isOwn ? [{ kind: 'best', seat, points, of: 'player' }] : [];
  });
}

function isMade({ contracts, tricks }: FinishedRound, seat: Seat): boolean {
  return contracts[seat] === tricks[seat];
}

/** How far the first is ahead of the second. */
function leadOf(totals: PerSeat<number>): number {
  const [first = 0] = leaders(totals);
  const others = seats.filter((seat) => seat !== first).map((seat) => totals[seat]);
  return totals[first] - Math.max(...others);
}
