import { foldedName } from '../../protocol/index.ts';
import { profileOptions, type RuleProfile } from '../../rules/index.ts';
import { numberOf, suitOf } from './cells.ts';
import { four } from './columns.ts';
import { momentOf } from './dates.ts';
import type { Habits, Row } from './row.ts';

/** The number in the column `round`; null if there is none. */
export function roundNumber({ cells }: Row): number | null {
  const number = numberOf(cells['round'] ?? '');
  return typeof number === 'number' ? number : null;
}

/** A game, not checked yet, from the rows of its rounds. */
export function gameOf(
  { head, rows }: { readonly head: Row['cells']; readonly rows: readonly Row[] },
  habits: Habits,
): unknown {
  const start = four('start').map((column) => head[column]);
  return {
    ...(head['id'] !== undefined && { id: head['id'] }),
    playedAt: momentOf(head['playedAt'] ?? '', habits.dayFirst),
    ...(head['group'] !== undefined && { group: head['group'] }),
    players: four('player').map((column) => head[column]),
    ...(head['rules'] !== undefined && { rules: rulesOf(head['rules']) }),
    ...(start.some((cell) => cell !== undefined) && {
      startingScores: start.map((cell) => numberOf(cell ?? '0', habits.decimal)),
    }),
    rounds: rows.map(({ cells }) => roundOf({ head, cells }, habits)),
  };
}

function roundOf(
  { head, cells }: { readonly head: Row['cells']; readonly cells: Row['cells'] },
  { decimal }: Habits,
): unknown {
  const number = (column: string) => numberOf(cells[column] ?? '', decimal);
  const scores = four('score').map(number);
  const others = four('played').map((column) => cells[column] ?? '');
  const players = four('player').map((column, i) => others[i] || (head[column] ?? ''));
  const { dealer, frisch, declarer = '', suit = '' } = cells;
  return {
    ...(dealer !== undefined && { dealer: seatOf(players, dealer) }),
    ...(frisch !== undefined && { frisch: number('frisch') }),
    trump: { seat: seatOf(players, declarer), amount: number('amount'), suit: suitOf(suit) },
    contracts: four('contract').map(number),
    tricks: four('tricks').map(number),
    ...(scores.some((score) => score !== '') && { scores }),
    ...(others.some((name) => name !== '') && { players }),
  };
}

/**
 * The seat of a cell: the name of a player, or their position among the four, from 1. The text itself if it is
 * neither, or both: if somebody is called 2, the second seat is #2.
 */
function seatOf(players: readonly string[], cell: string): unknown {
  const named = players.findIndex((name) => foldedName(name) === foldedName(cell));
  const position = [0, 1, 2, 3].indexOf(Number(numberOf(cell.replace(/^#/, ''))) - 1);
  if (named >= 0 && position >= 0 && named !== position) return cell;
  if (named >= 0) return named;
  return position >= 0 ? position : cell;
}

function isRule(name: string): name is keyof RuleProfile {
  return Object.hasOwn(profileOptions, name);
}

/** `zeroOver=30 missPerTrick=5` */
function rulesOf(cell: string): Readonly<Record<string, unknown>> {
  const said = Map.groupBy(cell.split(/[\s,;]+/), (text) => text.split('=')[0] ?? '');
  return Object.fromEntries(
    [...said].map(([name, texts]) => {
      // A rule that is named twice has no value that is one of its options.
      const value = texts.map((text) => text.slice(name.length + 1)).join(' ');
      const options: readonly (string | number | boolean)[] = isRule(name) ? profileOptions[name] : [];
      return [name, options.find((option) => String(option) === value) ?? value];
    }),
  );
}
