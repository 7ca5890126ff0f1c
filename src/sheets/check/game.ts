import type { Sheet, SheetRound } from '../../protocol/index.ts';
import {
  apply,
  defaultProfile,
  newGame,
  perSeat,
  seats,
  type Game,
  type PerSeat,
  type RuleProfile,
} from '../../rules/index.ts';

/** The rules of a sheet: the default rules, with the changes it names. */
export function profileOf({ rules }: Sheet): RuleProfile {
  return { ...defaultProfile, ...rules };
}

/** The finished game of a sheet that has no faults, as the rules play it. */
export function playedGame(sheet: Sheet): Game {
  const { startingScores = [0, 0, 0, 0] } = sheet;
  let game = ok(apply(newGame(profileOf(sheet), null, startingScores), { type: 'room.start' }));
  for (const round of sheet.rounds) game = ok(apply(game, importOf(round)));
  return ok(apply(game, { type: 'game.end' }));
}

/** The action that stands in the log for a round of a sheet. */
function importOf({ frisch = 0, trump, contracts, tricks }: SheetRound) {
  return { type: 'round.import', frisch, trump, contracts, tricks } as const;
}

function ok(outcome: ReturnType<typeof apply>): Game {
  if ('error' in outcome) throw new Error(`a round that was checked cannot be played: ${outcome.error}`);
  return outcome.ok;
}

/** The sheet of a finished game. The same game always gives the same sheet. */
export function sheetOf(
  { startingScores, rounds, rules }: Pick<Game, 'startingScores' | 'rounds' | 'rules'>,
  game: {
    readonly id: string;
    readonly playedAt: string;
    readonly group: string | null;
    readonly players: PerSeat<string>;
    /** The four players of each round. */
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

/** The players of a round, if they differ from the players at the end. */
function othersIn(
  lineup: PerSeat<string> | undefined,
  players: PerSeat<string>,
): { players?: PerSeat<string> } {
  return lineup && seats.some((seat) => lineup[seat] !== players[seat]) ? { players: lineup } : {};
}
