import { foldedName, type Sheet, type SheetFault, type SheetRound } from '../../protocol/index.ts';
import {
  contractFault,
  gameType,
  leftOf,
  minimumBidAfter,
  scores,
  seats,
  total,
  tricksInRound,
  withSeat,
  type PerSeat,
  type RuleProfile,
  type Seat,
} from '../../rules/index.ts';
import { wireWords } from '../../words/index.ts';

const { expected: say } = wireWords.sheets;

/** A round to check. */
interface Checking {
  readonly round: SheetRound;
  /** From 1. */
  readonly number: number;
  readonly rules: RuleProfile;
  /** The players at the end of the game. */
  readonly players: Sheet['players'];
}

type Name = (
  field: string,
  fault: { readonly found: unknown; readonly expected: string; readonly seat?: Seat },
) => SheetFault;

/** The faults of names that occur twice among four. */
export function twice(four: readonly string[], round: number | null): SheetFault[] {
  const names = four.map(foldedName);
  return four.flatMap((player, i) =>
    names.indexOf(foldedName(player)) < i
      ? { round, player, field: 'players', found: player, expected: say.fourNames }
      : [],
  );
}

/** The faults of a round: what the rules do not allow, and scores that are wrong. */
export function roundFaults(checking: Checking): SheetFault[] {
  const { round, number, players } = checking;
  const four = round.players ?? players;
  const fault: Name = (field, { found, expected, seat }) => ({
    round: number,
    player: seat === undefined ? null : four[seat],
    field,
    found: String(found),
    expected,
  });
  const faults = [
    ...twice(round.players ?? [], number),
    ...bidFaults(checking, fault),
    ...contractFaults(round, fault),
    ...trickFaults(round, fault),
  ];
  return faults.length > 0 ? faults : scoreFaults(checking, fault);
}

function bidFaults({ round, number, rules }: Checking, fault: Name): SheetFault[] {
  const { frisch = 0, trump, dealer } = round;
  const found: SheetFault[] = [];
  const deals = (number - 1) % 4;
  if (dealer !== undefined && dealer !== deals)
    found.push(fault('dealer', { found: dealer, expected: say.dealer(deals) }));
  if (frisch > rules.frischMax)
    found.push(fault('frisch', { found: frisch, expected: say.atMost(rules.frischMax) }));
  const minimum = minimumBidAfter(rules, Math.min(frisch, rules.frischMax));
  if (trump.amount < minimum)
    found.push(
      fault('trump.amount', { found: trump.amount, expected: say.atLeast(minimum), seat: trump.seat }),
    );
  return found;
}

function contractFaults({ trump, contracts }: SheetRound, fault: Name): SheetFault[] {
  let soFar: PerSeat<number | null> = [null, null, null, null];
  const found: SheetFault[] = [];
  for (const step of [0, 1, 2, 3]) {
    const seat = leftOf(trump.seat, step);
    const amount = contracts[seat];
    const reason = contractFault({ trump, contracts: soFar }, seat, amount);
    if (reason === 'contract_below_bid')
      found.push(fault('contracts', { found: amount, expected: say.theBid(trump.amount), seat }));
    if (reason === 'contract_makes_13')
      found.push(
        fault('contracts', { found: `${contracts.join(' + ')} = 13`, expected: say.notThirteen, seat }),
      );
    soFar = withSeat(soFar, seat, amount);
  }
  return found;
}

function trickFaults({ tricks }: SheetRound, fault: Name): SheetFault[] {
  return total(tricks) === tricksInRound
    ? []
    : [fault('tricks', { found: `${tricks.join(' + ')} = ${total(tricks)}`, expected: say.thirteen })];
}

function scoreFaults({ round, rules }: Checking, fault: Name): SheetFault[] {
  const { contracts, tricks, scores: given } = round;
  if (!given) return [];
  const right = scores(rules, gameType(total(contracts)), { contracts, tricks });
  return seats
    .filter((seat) => given[seat] !== right[seat])
    .map((seat) => fault('scores', { found: given[seat], expected: String(right[seat]), seat }));
}
