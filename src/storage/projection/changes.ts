import { exchangeOf, type Commit, type Exchange, type Room } from '../../rooms/index.ts';
import { seats } from '../../rules/index.ts';
import { bidChanges, type BidChanges } from './bids.ts';
import { roundId } from './ids.ts';
import {
  gamePlayerRows,
  gameRow,
  heldRound,
  isOver,
  roundPlayerRows,
  roundRow,
  roundValues,
  seatValues,
  type GamePlayerRow,
  type GameRow,
  type RoundPlayerRow,
  type RoundRow,
} from './rows.ts';

/** The changes of the tables that an entry of the log makes. */
export interface Changes {
  readonly gameId: string;
  /** The version that the tables have to be at. */
  readonly before: number;
  readonly game: GameRow;
  /** The columns of the game that change. */
  readonly gameColumns: readonly (keyof GameRow)[];
  /** All players of the game; null if none of them has changed. */
  readonly gamePlayers: readonly GamePlayerRow[] | null;
  readonly rounds: readonly RoundRow[];
  readonly roundPlayers: readonly RoundPlayerRow[];
  readonly bids: BidChanges;
  /** Ids of rounds to delete. Their players and bids are deleted with them. */
  readonly droppedRounds: readonly string[];
  /** Ids of rounds with other players now. The old rows are deleted first: a seat holds only one player. */
  readonly relinedRounds: readonly string[];
  /** Whether all rounds are written again, from a sheet. */
  readonly startsOver: boolean;
  /** One person becomes another in all bids. */
  readonly claimed: Exchange | null;
  /** Users whose statistics change with the result of the game; empty if it has not changed. */
  readonly resultOf: readonly string[];
}

/**
 * Compares the room after an entry with the room before it. This is fast, because the two share all unchanged
 * values.
 */
export function changesOf({ before, after, entry: { action } }: Commit): Changes {
  const startsOver = action.type === 'sheet.replace';
  const claimed = exchangeOf(action);
  const [gameBefore, game] = [gameRow(before), gameRow(after)];
  const rounds = roundChanges(startsOver ? withoutRounds(before) : before, after);
  const hasResultChanged =
    before.timeline.game.winners !== after.timeline.game.winners || isOver(before) !== isOver(after);
  const havePlayersChanged = before.seats !== after.seats || before.hostId !== after.hostId;
  return {
    gameId: after.gameId,
    before: before.version,
    game,
    gameColumns: columnsOf(game).filter((column) => game[column] !== gameBefore[column]),
    gamePlayers: hasResultChanged || havePlayersChanged ? gamePlayerRows(after) : null,
    rounds: rounds.flatMap(({ row }) => row ?? []),
    roundPlayers: rounds.flatMap(({ players }) => players),
    bids: bidChanges(before, after),
    droppedRounds: rounds.flatMap(({ id, isDropped }) => (isDropped ? id : [])),
    relinedRounds: rounds.flatMap((round) => (round.isRelined ? round.id : [])),
    startsOver,
    claimed,
    resultOf:
      hasResultChanged || startsOver ? [...new Set([...everPlayed(before), ...everPlayed(after)])] : [],
  };
}

interface RoundChange {
  readonly id: string;
  /** Null if the row stays as it is. */
  readonly row: RoundRow | null;
  readonly players: readonly RoundPlayerRow[];
  readonly isDropped: boolean;
  readonly isRelined: boolean;
}

function roundChanges(before: Room, after: Room): RoundChange[] {
  const [was, now] = [before.timeline.game.rounds, after.timeline.game.rounds];
  const last = Math.max(was.length, now.length) + 1;
  const changes: RoundChange[] = [];
  // In most turns no round is finished, and only the one on the table can change.
  const first = was === now && before.lineups === after.lineups ? last : 1;
  for (let number = first; number <= last; number += 1) {
    const finished = now[number - 1];
    const isUntouched =
      finished !== undefined &&
      finished === was[number - 1] &&
      after.lineups[number - 1] === before.lineups[number - 1];
    const change = isUntouched ? null : roundChange(before, after, number);
    if (change) changes.push(change);
  }
  return changes;
}

function roundChange(before: Room, after: Room, number: number): RoundChange | null {
  const was = heldRound(before, number);
  const now = heldRound(after, number);
  if (!now) {
    if (!was) return null;
    return { id: roundId(after.gameId, number), row: null, players: [], isDropped: true, isRelined: false };
  }
  const isRelined = was !== undefined && seats.some((seat) => was.lineup[seat] !== now.lineup[seat]);
  const isRowChanged = !was || !isEqual(roundValues(was), roundValues(now));
  const changed = seats.filter(
    (seat) => !was || isRelined || !isEqual(seatValues(was, seat), seatValues(now, seat)),
  );
  if (!isRowChanged && changed.length === 0) return null;
  const id = roundId(after.gameId, number);
  return {
    id,
    row: isRowChanged ? roundRow(after, id, now) : null,
    players: roundPlayerRows(id, now, changed),
    isDropped: false,
    isRelined,
  };
}

const columnsOf = (row: GameRow) => Object.keys(row) as (keyof GameRow)[];

function isEqual(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(a).every((key) => a[key] === b[key]);
}

function withoutRounds(room: Room): Room {
  const game = { ...room.timeline.game, rounds: [], round: null };
  return { ...room, timeline: { ...room.timeline, game }, lineups: [] };
}

/** Everybody who finished a round of this game, or sits in it now. */
function everPlayed(room: Room): string[] {
  const sitting = seats.map((seat) => room.seats[seat]?.userId ?? null);
  return [...room.lineups.flat(), ...sitting].filter((user) => user !== null);
}
