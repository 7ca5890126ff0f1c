import { parseSheet, type Sheet, type SheetRound } from '../protocol/index.ts';
import {
  apply,
  contractFault,
  defaultProfile,
  gameType,
  leftOf,
  minimumBidAfter,
  newGame,
  perSeat,
  scores,
  seats,
  total,
  tricksInRound,
  withSeat,
  type Game,
  type PerSeat,
  type RuleProfile,
  type Seat,
} from '../rules/index.ts';

/** What is wrong with one value of a sheet. */
export interface SheetFault {
  /** The number of the round; null for what is of the whole game. */
  readonly round: number | null;
  /** The name of the player whose value it is; null where it is nobody's. */
  readonly player: string | null;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** A sheet that is right, and the finished game it comes to. */
export interface CheckedSheet {
  readonly sheet: Sheet;
  readonly game: Game;
}

/** Everything that is wrong with a sheet, or the game it comes to. */
export function checkSheet(
  value: unknown,
): { readonly ok: CheckedSheet } | { readonly faults: readonly SheetFault[] } {
  const parsed = parseSheet(value);
  if ('faults' in parsed) {
    const ofShape = parsed.faults.map((fault) => placed(fault, value));
    return { faults: [...ofShape, ...partFaults(value as Sheet, parsed.faults)] };
  }
  const faults = partFaults(parsed.ok, []);
  return faults.length > 0 ? { faults } : { ok: { sheet: parsed.ok, game: playedGame(parsed.ok) } };
}

/** What is wrong with those parts of a sheet in whose shape there are none of these faults. */
function partFaults(sheet: Sheet, faults: readonly { readonly path: readonly string[] }[]): SheetFault[] {
  const isBad = (part: string, index?: number) =>
    faults.some(({ path }) => (path[0] ?? '') === part && (index === undefined || path[1] === String(index)));
  // Without these nothing can be judged.
  if (isBad('') || isBad('players') || isBad('rules')) return [];
  const { players, rounds } = sheet;
  const rules = profileOf(sheet);
  const played: readonly SheetRound[] = Array.isArray(rounds) ? rounds : [];
  return [
    ...twice(players, null),
    ...played.flatMap((round, i) => (isBad('rounds', i) ? [] : roundFaults(sheet, rules, round, i + 1))),
  ];
}

/** A fault of the shape, with the round and the player it is in. */
function placed(
  { path, found, expected }: { path: readonly string[]; found: string; expected: string },
  value: unknown,
): SheetFault {
  const [list, index, name, seat] = path;
  const players = (value as { players?: unknown } | null)?.players;
  const nameOf = (at: string | undefined) => {
    const player: unknown = Array.isArray(players) && at !== undefined ? players[Number(at)] : null;
    return typeof player === 'string' ? player : null;
  };
  if (list !== 'rounds' || index === undefined)
    return { round: null, player: null, field: path.join('.') || 'game', found, expected };
  const isOfPlayer = name === 'contracts' || name === 'tricks' || name === 'scores';
  return {
    round: Number(index) + 1,
    player: isOfPlayer ? nameOf(seat) : null,
    field: [name, ...(isOfPlayer ? [] : path.slice(3))].filter(Boolean).join('.') || 'round',
    found,
    expected,
  };
}

function twice(four: readonly string[], round: number | null): SheetFault[] {
  return four.flatMap((player, i) =>
    four.indexOf(player) < i
      ? { round, player, field: 'players', found: player, expected: 'four different names' }
      : [],
  );
}

/** What of a round could not have been played, or was counted wrong. */
function roundFaults(sheet: Sheet, rules: RuleProfile, round: SheetRound, number: number): SheetFault[] {
  const { frisch = 0, trump, contracts, tricks, dealer, players = sheet.players } = round;
  const fault = (field: string, found: unknown, expected: string, seat?: Seat): SheetFault => ({
    round: number,
    player: seat === undefined ? null : players[seat],
    field,
    found: String(found),
    expected,
  });
  const found = twice(round.players ?? [], number);
  const deals = (number - 1) % 4;
  if (dealer !== undefined && dealer !== deals)
    found.push(
      fault('dealer', dealer, `${deals}: the first in the list of players deals first, then clockwise`),
    );
  if (frisch > rules.frischMax) found.push(fault('frisch', frisch, `at most ${rules.frischMax}`));
  const minimum = minimumBidAfter(rules, Math.min(frisch, rules.frischMax));
  if (trump.amount < minimum)
    found.push(fault('trump.amount', trump.amount, `at least ${minimum}`, trump.seat));
  found.push(...contractFaults(trump, contracts, fault));
  if (total(tricks) !== tricksInRound)
    found.push(fault('tricks', `${tricks.join(' + ')} = ${total(tricks)}`, 'four numbers that add up to 13'));
  if (found.length > 0 || !round.scores) return found;
  const right = scores(rules, gameType(total(contracts)), contracts, tricks);
  for (const seat of seats)
    if (round.scores[seat] !== right[seat])
      found.push(fault('scores', round.scores[seat], String(right[seat]), seat));
  return found;
}

function contractFaults(
  trump: SheetRound['trump'],
  contracts: PerSeat<number>,
  fault: (field: string, found: unknown, expected: string, seat?: Seat) => SheetFault,
): SheetFault[] {
  let spoken: PerSeat<number | null> = [null, null, null, null];
  const found: SheetFault[] = [];
  for (const step of [0, 1, 2, 3]) {
    const seat = leftOf(trump.seat, step);
    const amount = contracts[seat];
    const reason = contractFault(trump, spoken, seat, amount);
    if (reason === 'contract_below_bid')
      found.push(fault('contracts', amount, `at least the bid of ${trump.amount}`, seat));
    if (reason === 'contract_makes_13')
      found.push(
        fault('contracts', `${contracts.join(' + ')} = 13`, 'four numbers that do not add up to 13', seat),
      );
    spoken = withSeat(spoken, seat, amount);
  }
  return found;
}

/** The rules a sheet was scored by: the usual ones but for what it says. */
export function profileOf({ rules }: Sheet): RuleProfile {
  return { ...defaultProfile, ...rules };
}

/** The game as the rules play it; every round has been looked at before. */
function playedGame(sheet: Sheet): Game {
  const { startingScores = [0, 0, 0, 0] } = sheet;
  let game = ok(apply(newGame(profileOf(sheet), null, startingScores), { type: 'room.start' }));
  for (const round of sheet.rounds) game = ok(apply(game, importOf(round)));
  return ok(apply(game, { type: 'game.end' }));
}

/** The action that a round of a sheet is in the log. */
export function importOf({ frisch = 0, trump, contracts, tricks }: SheetRound) {
  return { type: 'round.import', frisch, trump, contracts, tricks } as const;
}

function ok(outcome: ReturnType<typeof apply>): Game {
  if ('error' in outcome) throw new Error(`a round that was looked at cannot be played: ${outcome.error}`);
  return outcome.ok;
}

/** The sheet that a finished game is written as, always in the same way. */
export function sheetOf(
  { startingScores, rounds, rules }: Pick<Game, 'startingScores' | 'rounds' | 'rules'>,
  game: {
    readonly id: string;
    readonly playedAt: string;
    readonly group: string | null;
    readonly players: PerSeat<string>;
    /** Who played each round; nothing where they sat there to the end. */
    readonly lineups: readonly PerSeat<string>[];
  },
): Sheet {
  const unusual = Object.entries(rules).filter(
    ([option, value]) => defaultProfile[option as keyof RuleProfile] !== value,
  );
  return {
    format: 'whist-game/1',
    id: game.id,
    playedAt: game.playedAt,
    ...(game.group !== null && { group: game.group }),
    players: game.players,
    ...(unusual.length > 0 && { rules: Object.fromEntries(unusual) }),
    ...(startingScores.some((score) => score !== 0) && { startingScores }),
    rounds: rounds.map(({ dealer, frischCount: frisch, trump, contracts, tricks, scores }, i) => ({
      dealer,
      frisch,
      trump: { seat: trump.seat, amount: trump.amount, suit: trump.suit },
      contracts: perSeat((seat) => contracts[seat]),
      tricks: perSeat((seat) => tricks[seat]),
      scores: perSeat((seat) => scores[seat]),
      ...othersIn(game.lineups[i], game.players),
    })),
  };
}

/** Who played a round, where it was not those who sat there at the end. */
function othersIn(
  lineup: PerSeat<string> | undefined,
  players: PerSeat<string>,
): { players?: PerSeat<string> } {
  return lineup && seats.some((seat) => lineup[seat] !== players[seat]) ? { players: lineup } : {};
}
