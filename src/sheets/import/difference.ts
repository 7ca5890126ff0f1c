import { foldedName, type Sheet, type SheetFault } from '../../protocol/index.ts';
import { seats, type PerSeat } from '../../rules/index.ts';
import { profileOf } from '../check/game.ts';
import type { ImportedGame, KeptSheet, SheetPlayer } from './ports.ts';

/** A value that differs between a sheet and its game: the sheet says `found`, the game says `expected`. */
export type SheetDifference = SheetFault;

/** The values that differ between a sheet and its game. The users behind its names are known already. */
export function differencesOf(
  { sheet: was, userIds, lineups: lineupsWere }: KeptSheet,
  { sheet: now, players, lineups }: Pick<ImportedGame, 'players' | 'lineups'> & { readonly sheet: Sheet },
): SheetDifference[] {
  const differences: SheetDifference[] = [];
  const compare = (
    [found, expected]: readonly [unknown, unknown],
    field: string,
    { round = null, player = null }: Partial<Pick<SheetDifference, 'round' | 'player'>> = {},
  ) => {
    if (found !== expected)
      differences.push({ round, player, field, found: String(found), expected: String(expected) });
  };
  const [start, startWas] = [now.startingScores ?? none, was.startingScores ?? none];

  compare([instant(now), instant(was)], 'playedAt');
  for (const seat of seats) {
    if (!isSame(players[seat], was.players[seat], userIds[seat]))
      compare([now.players[seat], was.players[seat]], 'players');
    compare([start[seat], startWas[seat]], 'startingScores', { player: now.players[seat] });
  }
  const rulesWere: Readonly<Record<string, unknown>> = { ...profileOf(was) };
  for (const [option, value] of Object.entries(profileOf(now)))
    compare([value, rulesWere[option]], `rules.${option}`);
  compare([now.rounds.length, was.rounds.length], 'rounds');
  now.rounds.forEach((round, i) => {
    const before = was.rounds[i];
    if (!before) return;
    const place = { round: i + 1 };
    const [four, fourWere] = [round.players ?? now.players, before.players ?? was.players];
    if (round.players || before.players)
      for (const seat of seats)
        if (!isSame(lineups[i]?.[seat], fourWere[seat], lineupsWere[i]?.[seat]))
          compare([four[seat], fourWere[seat]], 'players', place);
    compare([round.frisch ?? 0, before.frisch ?? 0], 'frisch', place);
    for (const part of ['seat', 'amount', 'suit'] as const)
      compare([round.trump[part], before.trump[part]], `trump.${part}`, place);
    for (const part of ['contracts', 'tricks'] as const)
      for (const seat of seats)
        compare([round[part][seat], before[part][seat]], part, { ...place, player: four[seat] });
  });
  return differences;
}

/** Whether a seat still belongs to the same person. In a dry run a guest has no id. */
function isSame(now: SheetPlayer | undefined, name: string, userId: string | undefined): boolean {
  if (!now) return false;
  return (
    (now.standsFor ?? now.userId) === userId ||
    (now.guest && foldedName(name) === foldedName(now.displayName))
  );
}

const none: PerSeat<number> = [0, 0, 0, 0];
const instant = ({ playedAt }: Sheet) => new Date(playedAt).toISOString();
