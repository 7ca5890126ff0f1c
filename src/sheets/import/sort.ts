import { perSeat, type PerSeat } from '../../rules/index.ts';
import type { Home, SheetPlayer } from './ports.ts';
import type { Import } from './options.ts';
import { meaningOf } from './digest.ts';
import { sameId, samePerson, type Changed, type Named, type SheetOutcome, type Waiting } from './outcome.ts';

/** Sheets that are not written yet, sorted by what to do with them. */
interface Sorted {
  readonly fresh: readonly Named[];
  readonly changed: readonly Changed[];
}

/** Sorts the sheets of one home. Sheets that are imported already or refused get their outcomes here. */
export async function sortSheets(
  { store, caller, people, seen }: Import,
  { home, key, own }: { readonly home: Home; readonly key: string; readonly own: readonly Waiting[] },
  outcomes: SheetOutcome[],
): Promise<Sorted> {
  const ids = own.map(({ sheetId }) => sheetId);
  const known = home.isNew ? [] : await store.known(caller, home, ids);
  const there = new Map(known.map((one) => [one.sheetId, one]));
  const named = await people.named(home, own.flatMap(namesOn));
  const fresh: Named[] = [];
  const changed: Changed[] = [];
  for (const one of own) {
    const { sheet, sheetId, digest, game, i, position } = one;
    const players = seated(named, sheet.players);
    const lineups = sheet.rounds.map((round) => (round.players ? seated(named, round.players) : players));
    const playedAt = new Date(sheet.playedAt);
    const ready = { ...one, imported: { ...home, sheetId, digest, playedAt, players, lineups, game } };
    const place = JSON.stringify([key, sheetId]);
    const meaning = meaningOf(sheet);
    const first = seen.get(place);
    // After another import has added it, the same sheet comes here again.
    const before = first?.position === position ? undefined : first;
    const kept = there.get(sheetId);
    const twice = kept?.digest === digest ? null : twiceAmong([players, ...lineups]);
    if (before && before.meaning !== meaning) outcomes[i] = sameId(sheetId);
    else if (before || kept?.digest === digest) outcomes[i] = { status: 'there' };
    else if (twice) {
      outcomes[i] = samePerson(twice.displayName, twice.round);
      continue;
    } else if (kept) changed.push({ ...ready, gameId: kept.gameId });
    else fresh.push(ready);
    seen.set(place, first ?? { meaning, position });
  }
  return { fresh, changed };
}

function namesOn({ sheet: { players, rounds } }: Waiting): string[] {
  return [...players, ...rounds.flatMap((round) => round.players ?? [])];
}

function seated(people: ReadonlyMap<string, SheetPlayer>, names: PerSeat<string>): PerSeat<SheetPlayer> {
  return perSeat((seat) => {
    const player = people.get(names[seat]);
    if (!player) throw new Error(`${names[seat]} was not looked up`);
    return player;
  });
}

/** A person with two seats in one round, or at the end (`round` is null). The end is checked first. */
function twiceAmong(
  lineups: readonly PerSeat<SheetPlayer>[],
): { readonly displayName: string; readonly round: number | null } | null {
  for (const [round, four] of lineups.entries()) {
    const twice = four.find(({ userId }, seat) => four.findIndex((other) => other.userId === userId) < seat);
    if (twice) return { displayName: twice.displayName, round: round === 0 ? null : round };
  }
  return null;
}
