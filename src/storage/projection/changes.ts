import type { Commit, Room } from '../../rooms/index.ts';
import { seats } from '../../rules/index.ts';
import { bidChanges, type BidChanges } from './bids.ts';
import {
  gamePlayerRows,
  gameRow,
  heldRound,
  isOver,
  roundId,
  roundPlayerRows,
  roundRow,
  roundValues,
  seatValues,
  type GamePlayerRow,
  type GameRow,
  type HeldRound,
  type RoundPlayerRow,
  type RoundRow,
} from './rows.ts';

/** The changes of the tables that an entry of the log makes. */
export interface Changes {
  readonly gameId: string;
  /** The version that the tables have to be at. */
  readonly before: number;
  /** The columns of the game that change. */
  readonly game: Partial<GameRow>;
  /** All players of the game; null where none of them has changed. */
  readonly gamePlayers: readonly GamePlayerRow[] | null;
  readonly rounds: readonly RoundRow[];
  readonly roundPlayers: readonly RoundPlayerRow[];
  readonly bids: BidChanges;
  /** Ids of rounds that are no more. Their players and bids go with them. */
  readonly droppedRounds: readonly string[];
  /** Ids of rounds that others play now. Their players go before the new ones come: nobody can take a seat that is taken. */
  readonly relinedRounds: readonly string[];
  /** Whether all rounds are written anew, as a sheet has them. */
  readonly startsOver: boolean;
  /** One person becomes another in all that was said. */
  readonly claimed: { readonly from: string; readonly to: string } | null;
  /** Users whose statistics follow from the result of the game, where it has changed. */
  readonly resultOf: readonly string[];
}

/** Compares the room after an entry with the room before it. This is quick: the two share every value that has not changed. */
export function changesOf({ before, after, entry: { action } }: Commit): Changes {
  const startsOver = action.type === 'sheet.replace';
  const claimed = action.type === 'claim.approve' ? { from: action.replaces, to: action.userId } : null;
  const rounds = changedRounds(startsOver ? withoutRounds(before) : before, after);
  const hasResultChanged =
    before.history.game.winners !== after.history.game.winners || isOver(before) !== isOver(after);
  const havePlayersChanged = before.seats !== after.seats || before.hostId !== after.hostId;
  return {
    gameId: after.gameId,
    before: before.version,
    game: differing(gameRow(before), gameRow(after)),
    gamePlayers: hasResultChanged || havePlayersChanged ? gamePlayerRows(after) : null,
    rounds: rounds.flatMap(({ id, now, isRowChanged }) =>
      now && isRowChanged ? roundRow(after, id, now) : [],
    ),
    roundPlayers: rounds.flatMap(changedSeats),
    bids: bidChanges(before, after),
    droppedRounds: rounds.flatMap(({ id, now }) => (now ? [] : id)),
    relinedRounds: rounds.flatMap(({ id, was, now }) => (was && now && isRelined(was, now) ? id : [])),
    startsOver,
    claimed,
    resultOf:
      hasResultChanged || startsOver ? [...new Set([...everPlayed(before), ...everPlayed(after)])] : [],
  };
}

interface ChangedRound {
  readonly id: string;
  /** Undefined where the tables did not have it before, or have it no more. */
  readonly was: HeldRound | undefined;
  readonly now: HeldRound | undefined;
  readonly isRowChanged: boolean;
}

function changedRounds(before: Room, after: Room): ChangedRound[] {
  const last = Math.max(before.history.game.rounds.length, after.history.game.rounds.length) + 1;
  const changed: ChangedRound[] = [];
  for (let number = 1; number <= last; number += 1) {
    const finished = after.history.game.rounds[number - 1];
    const isUntouched =
      finished !== undefined &&
      finished === before.history.game.rounds[number - 1] &&
      after.lineups[number - 1] === before.lineups[number - 1];
    if (isUntouched) continue;
    const was = heldRound(before, number);
    const now = heldRound(after, number);
    if (!was && !now) continue;
    const isRowChanged = !was || !now || !isEqual(roundValues(was), roundValues(now));
    const isChanged =
      isRowChanged || seats.some((seat) => !isEqual(seatValues(was, seat), seatValues(now, seat)));
    if (isChanged) changed.push({ id: roundId(after.gameId, number), was, now, isRowChanged });
  }
  return changed;
}

/** The seats of a round in which something has changed; all of them where others play it now. */
function changedSeats({ id, was, now }: ChangedRound): RoundPlayerRow[] {
  if (!now) return [];
  const kept = was && !isRelined(was, now) ? was : undefined;
  const changed = seats.filter((seat) => !kept || !isEqual(seatValues(kept, seat), seatValues(now, seat)));
  return roundPlayerRows(id, now, changed);
}

function isRelined(was: HeldRound, now: HeldRound): boolean {
  return seats.some((seat) => was.lineup[seat] !== now.lineup[seat]);
}

/** The values of a row that are not what they were. */
function differing(was: GameRow, now: GameRow): Partial<GameRow> {
  const changed: Record<string, unknown> = {};
  for (const column of Object.keys(now) as (keyof GameRow)[])
    if (now[column] !== was[column]) changed[column] = now[column];
  return changed;
}

function isEqual(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(a).every((key) => a[key] === b[key]);
}

function withoutRounds(room: Room): Room {
  const game = { ...room.history.game, rounds: [], round: null };
  return { ...room, history: { ...room.history, game }, lineups: [] };
}

/** Everybody whose rounds count in this game once it is finished, and who sat in it when it was. */
function everPlayed(room: Room): string[] {
  const sitting = seats.map((seat) => room.seats[seat]?.userId ?? null);
  return [...room.lineups.flat(), ...sitting].filter((user) => user !== null);
}
