import { v5 } from 'uuid';
import type { Commit, LogEntry, Room } from '../../rooms/index.ts';
import {
  minimumBidAfter,
  passesSince,
  perSeat,
  seats,
  total,
  type Bid,
  type GameType,
  type Pass,
  type PerSeat,
  type RoundPhase,
  type Seat,
} from '../../rules/index.ts';
import type { GameRow, RoundRow, RoundPlayerRow, TrumpBidRow, GamePlayerRow, Changes } from './rows.ts';

/**
 * What the tables say of a game, derived from its log alone. Row ids follow from the game's id, so folding a
 * log anew gives the same rows.
 */
export const roundId = (gameId: string, number: number) => v5(`round ${number}`, gameId);
export const roundPlayerId = (round: string, seat: Seat) => v5(`seat ${seat}`, round);
const trumpBidId = (round: string, index: number) => v5(`bid ${index}`, round);
export const gamePlayerId = (gameId: string, seat: Seat) => v5(`player ${seat}`, gameId);

/** What brings the tables from the room before a change to the room after it. */
export function changesOf({ before, after, entry }: Commit): Changes {
  const changed = changedRounds(before, after);
  const resultChanged =
    before.history.game.winners !== after.history.game.winners || isOver(before) !== isOver(after);
  const seatsChanged = before.seats !== after.seats || before.hostId !== after.hostId;
  return {
    game: { ...gameRow(after, entry), expected_version: before.version },
    rounds: changed.flatMap(({ id, now }) => (now ? roundRow(after, id, now) : [])),
    roundPlayers: changed.flatMap(({ id, was, now }) => (now ? roundPlayerRows(after, id, was, now) : [])),
    relinedRounds: changed.filter(isRelined).map(({ id }) => id),
    droppedRounds: changed.flatMap(({ id, now }) => (now ? [] : id)),
    gamePlayers: resultChanged || seatsChanged ? gamePlayerRows(after, entry) : null,
    statisticsOf: resultChanged ? [...new Set([...everPlayed(before), ...everPlayed(after)])] : [],
    ...bidChanges(before, after, entry),
  };
}

/** The row of a game; `expected_version` is for the fence of a change. */
export function gameRow(room: Room, entry: LogEntry): GameRow {
  const { game } = room.history;
  const [winner, ...others] = game.winners ?? [];
  return {
    id: room.gameId,
    expected_version: room.version,
    version: room.version,
    status: game.status,
    current_round_number: isOver(room) ? game.rounds.length : (game.round?.number ?? 0),
    admin_id: room.hostId,
    ended_at: isOver(room) ? endOf(entry) : null,
    winner_id: winner !== undefined && others.length === 0 ? (room.seats[winner]?.userId ?? null) : null,
  };
}

function endOf({ action, at }: LogEntry): Date {
  return action.type === 'sheet.replace' ? new Date(action.endedAt) : at;
}

export function gamePlayerRows(room: Room, entry: LogEntry): GamePlayerRow[] {
  const { totals, winners } = room.history.game;
  return seats.flatMap((seat) => {
    const player = room.seats[seat];
    if (!player) return [];
    return {
      id: gamePlayerId(room.gameId, seat),
      game_id: room.gameId,
      user_id: player.userId,
      display_name: player.displayName,
      seat_position: seat,
      is_admin: player.userId === room.hostId,
      joined_at: entry.at,
      final_score: winners && totals[seat],
      is_winner: winners?.includes(seat) ?? false,
    };
  });
}

/** A round as the tables have it, finished or on the table. */
interface TableRound {
  readonly number: number;
  readonly phase: RoundPhase;
  readonly frischCount: number;
  readonly trump: Bid | null;
  readonly turn: Seat | null;
  /** Passes in a row at the end of the auction, while it goes on. */
  readonly passes: number;
  readonly contracts: PerSeat<number | null>;
  readonly tricks: PerSeat<number>;
  readonly type: GameType | null;
  readonly scores: PerSeat<number> | null;
  readonly lineup: PerSeat<string | null>;
}

interface ChangedRound {
  readonly id: string;
  /** Undefined where the tables did not have it before, or have it no more. */
  readonly was: TableRound | undefined;
  readonly now: TableRound | undefined;
}

// Values that have not changed are shared between a room and the one before it, so identity tells.
function changedRounds(before: Room, after: Room): ChangedRound[] {
  const last = Math.max(before.history.game.rounds.length, after.history.game.rounds.length) + 1;
  const changed: ChangedRound[] = [];
  for (let number = 1; number <= last; number += 1) {
    const finished = after.history.game.rounds[number - 1];
    const isUntouched = finished !== undefined && finished === before.history.game.rounds[number - 1];
    if (isUntouched) continue;
    const was = tableRound(before, number);
    const now = tableRound(after, number);
    if ((was || now) && !isSame(was, now)) changed.push({ id: roundId(after.gameId, number), was, now });
  }
  return changed;
}

/** A finished round, or the one on the table unless the game was ended in the middle of it. */
function tableRound(room: Room, number: number): TableRound | undefined {
  const { rounds, round } = room.history.game;
  const finished = rounds[number - 1];
  if (finished) {
    const lineup = room.lineups[number - 1];
    if (!lineup) throw new Error(`round ${number} of game ${room.gameId} was played by nobody`);
    return { ...finished, phase: 'complete', turn: null, passes: 0, lineup };
  }
  if (round?.number !== number || isOver(room)) return undefined;
  const lineup = perSeat((seat) => room.seats[seat]?.userId ?? null);
  const passes = round.phase === 'trump_bidding' ? passesSince(round.bids) : 0;
  return { ...round, passes, scores: null, lineup };
}

function isSame(a: TableRound | undefined, b: TableRound | undefined): boolean {
  if (!a || !b) return false;
  return (
    a.phase === b.phase &&
    a.frischCount === b.frischCount &&
    a.trump === b.trump &&
    a.turn === b.turn &&
    a.passes === b.passes &&
    seats.every((seat) => isSameSeat(a, b, seat))
  );
}

function isSameSeat(a: TableRound, b: TableRound, seat: Seat): boolean {
  return (
    a.lineup[seat] === b.lineup[seat] &&
    a.contracts[seat] === b.contracts[seat] &&
    a.tricks[seat] === b.tricks[seat] &&
    a.scores?.[seat] === b.scores?.[seat] &&
    a.trump?.seat === b.trump?.seat
  );
}

/** Whether a round that the tables have is now played by others. */
function isRelined({ was, now }: Pick<ChangedRound, 'was' | 'now'>): boolean {
  return (
    was !== undefined && now !== undefined && seats.some((seat) => was.lineup[seat] !== now.lineup[seat])
  );
}

function roundRow(room: Room, id: string, round: TableRound): RoundRow {
  const { trump, contracts, type } = round;
  return {
    id,
    game_id: room.gameId,
    round_number: round.number,
    phase: round.phase,
    trump_suit: trump?.suit ?? null,
    trump_winner_id: trump && round.lineup[trump.seat],
    trump_bid_amount: trump?.amount ?? null,
    frisch_count: round.frischCount,
    minimum_bid: minimumBidAfter(room.history.game.rules, round.frischCount),
    game_type: type,
    total_contracts: type && total(contracts),
    current_bidder_seat: round.turn,
    consecutive_passes: round.passes,
    total_tricks_played: total(round.tricks),
  };
}

/** The seats of a round in which something has changed; all of them where it is played by others. */
function roundPlayerRows(
  room: Room,
  id: string,
  was: TableRound | undefined,
  round: TableRound,
): RoundPlayerRow[] {
  const kept = isRelined({ was, now: round }) ? undefined : was;
  return seats.flatMap((seat) => {
    const user = round.lineup[seat];
    const contract = round.contracts[seat];
    if (user === null || (kept && isSameSeat(kept, round, seat))) return [];
    return {
      id: roundPlayerId(id, seat),
      game_id: room.gameId,
      round_id: id,
      user_id: user,
      seat_position: seat,
      contract_bid: contract,
      bid_order: contract === null || !round.trump ? null : 1 + stepsFrom(round.trump.seat, seat),
      tricks_won: round.tricks[seat],
      score: round.scores && round.scores[seat],
      made_contract: round.scores && round.tricks[seat] === contract,
    };
  });
}

/** How many seats clockwise from one seat to another. */
function stepsFrom(from: Seat, to: Seat): number {
  return (to - from + 4) % 4;
}

/** Bids are said and taken back at the end of the auction only, and thrown in all together. */
function bidChanges(before: Room, after: Room, entry: LogEntry): Pick<Changes, 'trumpBids' | 'droppedBids'> {
  const { round } = after.history.game;
  if (!round || isOver(after)) return { trumpBids: [], droppedBids: [] };
  const was = before.history.game.round;
  const old = was?.number === round.number && !isOver(before) ? was.bids : [];
  if (old === round.bids) return { trumpBids: [], droppedBids: [] };
  const id = roundId(after.gameId, round.number);
  const kept = round.bids.filter((bid, i) => bid === old[i]).length;
  // An auction that is brought back as a whole ends now, so that what is said next comes after it.
  const at = (index: number) => new Date(entry.at.getTime() - (round.bids.length - 1 - index));
  return {
    trumpBids: round.bids.slice(kept).map((bid, i) => trumpBidRow(after, id, kept + i, bid, at(kept + i))),
    droppedBids: old.slice(kept).map((_, i) => trumpBidId(id, kept + i)),
  };
}

function trumpBidRow(room: Room, round: string, index: number, bid: Bid | Pass, at: Date): TrumpBidRow {
  const player = room.seats[bid.seat];
  if (!player) throw new Error(`nobody sits in seat ${bid.seat} of game ${room.gameId}`);
  const said =
    'pass' in bid
      ? { amount: 0, suit: null, is_pass: true }
      : { amount: bid.amount, suit: bid.suit, is_pass: false };
  return {
    id: trumpBidId(round, index),
    game_id: room.gameId,
    round_id: round,
    player_id: player.userId,
    ...said,
    created_at: at,
  };
}

/** Everybody whose rounds count in this game once it is finished, and who sat in it when it was. */
function everPlayed(room: Room): string[] {
  const sitting = seats.map((seat) => room.seats[seat]?.userId ?? null);
  return [...room.lineups.flat(), ...sitting].filter((user) => user !== null);
}

function isOver(room: Room): boolean {
  return room.history.game.status === 'finished';
}
