import { createHash } from 'node:crypto';
import { foldedName, type Sheet } from '../../protocol/index.ts';
import { perSeat, type PerSeat } from '../../rules/index.ts';

/** MD5 of a sheet, in hex, without its id and computed values. The order of its fields does not count. */
export function digestOf({
  playedAt,
  group,
  players,
  rules = {},
  startingScores = [0, 0, 0, 0],
  rounds,
}: Sheet): string {
  const said = [
    new Date(playedAt).toISOString(),
    group,
    players,
    Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    startingScores,
    rounds.map(({ frisch = 0, trump, contracts, tricks, players: others }) => [
      frisch,
      trump.seat,
      trump.amount,
      trump.suit,
      contracts,
      tricks,
      ...(others ? [others] : []),
    ]),
  ];
  return createHash('md5').update(JSON.stringify(said)).digest('hex');
}

/** The same for two sheets that say the same with other spellings of names. */
export function meaningOf(sheet: Sheet): string {
  const spelt = (four: PerSeat<string>) => perSeat((seat) => foldedName(four[seat]));
  return digestOf({
    ...sheet,
    group: foldedName(sheet.group ?? ''),
    players: spelt(sheet.players),
    rounds: sheet.rounds.map((round) =>
      round.players ? { ...round, players: spelt(round.players) } : round,
    ),
  });
}
