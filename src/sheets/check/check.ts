import { parseSheet, type Sheet, type SheetFault, type SheetRound } from '../../protocol/index.ts';
import type { Game } from '../../rules/index.ts';
import { playedGame, profileOf } from './game.ts';
import { roundFaults, twice } from './round.ts';
import { placed } from './shape.ts';

/** A sheet without faults, and its finished game. */
export interface CheckedSheet {
  readonly sheet: Sheet;
  readonly game: Game;
}

/** All faults of a sheet, or, if there are none, its game. */
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

/** The faults against the rules, in the parts of a sheet that have the right shape. */
function partFaults(sheet: Sheet, faults: readonly { readonly path: readonly string[] }[]): SheetFault[] {
  const isBad = (part: string, index?: number) =>
    faults.some(({ path }) => (path[0] ?? '') === part && (index === undefined || path[1] === String(index)));
  // If these are wrong, nothing else can be checked.
  if (isBad('') || isBad('players') || isBad('rules')) return [];
  const { players, rounds } = sheet;
  const rules = profileOf(sheet);
  const played: readonly SheetRound[] = Array.isArray(rounds) ? rounds : [];
  return [
    ...twice(players, null),
    ...played.flatMap((round, i) =>
      isBad('rounds', i) ? [] : roundFaults({ round, number: i + 1, rules, players }),
    ),
  ];
}
