import { perSeat, type PerSeat } from '../../rules/index.ts';
import type { Home, SheetPlayer } from './ports.ts';
import type { Import } from './options.ts';
import { samePerson, type Changed, type Named, type SheetOutcome, type Waiting } from './outcome.ts';

/** Sheets that are not written yet, sorted by what to do with them. */
interface Sorted {
  readonly fresh: readonly Named[];
  readonly changed: readonly Changed[];
  /** Sheets with the same id as a sheet before them, which must be written first. */
  readonly later: readonly Waiting[];
}

/** Sorts the sheets of one home. Sheets that are imported already or refused get their outcomes here. */
export async function sortSheets(
  { store, caller, people, options }: Import,
  { home, own }: { readonly home: Home; readonly own: readonly Waiting[] },
  outcomes: SheetOutcome[],
): Promise<Sorted> {
  const ids = own.map(({ sheetId }) => sheetId);
  const there = new Map((await store.known(caller, home, ids)).map((known) => [known.sheetId, known]));
  const named = await people.named(home, own.flatMap(namesOn));
  const fresh = new Map<string, Named>();
  const changed: Changed[] = [];
  const later: Waiting[] = [];
  const seen = new Set<string>();
  for (const one of own) {
    const { sheet, sheetId, digest, game, i } = one;
    const known = there.get(sheetId) ?? fresh.get(sheetId);
    if (!options.dryRun && seen.has(sheetId) && known?.digest !== digest) {
      later.push(one);
      continue;
    }
    seen.add(sheetId);
    if (known?.digest === digest) {
      outcomes[i] = { status: 'there' };
      continue;
    }
    const players = seated(named, sheet.players);
    const lineups = sheet.rounds.map((round) => (round.players ? seated(named, round.players) : players));
    const twice = twiceAmong([players, ...lineups]);
    if (twice) {
      outcomes[i] = samePerson(twice.displayName, twice.round);
      continue;
    }
    const playedAt = new Date(sheet.playedAt);
    const ready = { ...one, imported: { ...home, sheetId, digest, playedAt, players, lineups, game } };
    if (!known) fresh.set(sheetId, ready);
    else if ('gameId' in known) changed.push({ ...ready, gameId: known.gameId });
    else outcomes[i] = { status: 'added' };
  }
  return { fresh: [...fresh.values()], changed, later };
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
