import { seats } from '../../rules/index.ts';
import { wireWords } from '../../words/index.ts';
import { isTwoNumbers, textOf } from './cells.ts';
import { isTwoDays } from './dates.ts';
import type { Header } from './source.ts';

const { expected } = wireWords.sheets;

/** `player1`, `player2`, `player3`, `player4` */
export const four = (name: string) => [1, 2, 3, 4].map((n) => `${name}${n}`);

/**
 * The columns of a score sheet, with one row for each round. Columns of the whole game need values only in
 * one of its rows.
 */
export const columns = [
  'id',
  'playedAt',
  'group',
  ...four('player'),
  'rules',
  ...four('start'),
  'round',
  'dealer',
  'frisch',
  'declarer',
  'amount',
  'suit',
  ...four('contract'),
  ...four('tricks'),
  ...four('score'),
  ...four('played'),
] as const;

/** The columns of the whole game. */
export const ofGame: readonly string[] = columns.slice(0, columns.indexOf('round'));

/** The columns with numbers. */
export const numeric: readonly string[] = [
  ...four('start'),
  'round',
  'dealer',
  'frisch',
  'declarer',
  'amount',
  ...['contract', 'tricks', 'score'].flatMap(four),
];

/** A spreadsheet to start from. */
export const template = [
  columns.join(','),
  '2019-03-08,2019-03-08 20:00,Friday Night Whist,dana,yossi,noa,amir,,,,,,1,,0,noa,6,hearts,3,2,6,1,3,2,6,2,19,14,46,-10,,,,',
  '2019-03-08,,,,,,,,,,,,2,,0,dana,5,spades,5,4,3,2,5,4,2,2,35,26,-10,14,,,,',
].join('\n');

/** The column that a name in a header means; empty if it means none. */
export function columnOf(name: string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '');
  return columns.find((column) => plain(column) === plain(textOf(name))) ?? '';
}

/** A fault of a value, as a game has it. */
interface Fault {
  readonly round: number | null;
  readonly player: string | null;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** The same fault, with the name of its column in a spreadsheet. */
export function inColumns<F extends Fault>(
  fault: F,
  { header, value }: { readonly header?: Header; readonly value: unknown },
): F {
  const column = columnAt(fault, value);
  return { ...fault, field: header?.get(column) ?? column, ...valueIn(column, fault) };
}

/** The parts of a game that are columns with a number for each seat. */
const perSeat: Readonly<Record<string, string>> = {
  players: 'player',
  startingScores: 'start',
  contracts: 'contract',
  tricks: 'tricks',
  scores: 'score',
};

function columnAt({ field, round, player }: Fault, value: unknown): string {
  const [part = '', seat] = field.split('.');
  if (part === 'trump') return seat === 'seat' ? 'declarer' : (seat ?? 'amount');
  if (part === 'rules') return 'rules';
  const column = part === 'players' && round !== null ? 'played' : perSeat[part];
  if (column === undefined) return part;
  if (seat !== undefined) return `${column}${Number(seat) + 1}`;
  const seated = player === null || part === 'players' ? -1 : seatedIn(value, round).indexOf(player);
  return seated < 0 ? part : `${column}${seated + 1}`;
}

/** The players of a round on a sheet that may have any faults. */
function seatedIn(value: unknown, round: number | null): readonly unknown[] {
  const sheet = value as { players?: unknown; rounds?: readonly { players?: unknown }[] };
  const own = round === null ? undefined : sheet.rounds?.[round - 1]?.players;
  const players = own ?? sheet.players;
  return Array.isArray(players) ? (players as unknown[]) : [];
}

/** The value and the expected value of a fault, as a spreadsheet has them. */
function valueIn(column: string, { found, expected: wanted }: Fault): Partial<Fault> {
  const text = found.replace(/^"(.*)"$/s, '$1');
  if (column === 'declarer') return { expected: expected.player };
  if (column === 'dealer') {
    // A game counts seats from 0, and a spreadsheet from 1.
    const seat = seats.find((one) => String(one) === found);
    if (seat === undefined) return { expected: expected.player };
    return { found: String(seat + 1), expected: wanted.replace(/^\d/, (from0) => String(Number(from0) + 1)) };
  }
  if (column === 'playedAt' && isTwoDays(text)) return { expected: expected.oneDay };
  return numeric.includes(column) && isTwoNumbers(text) ? { expected: expected.oneNumber } : {};
}
