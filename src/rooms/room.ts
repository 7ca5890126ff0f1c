import {
  advance,
  apply,
  newGame,
  perSeat,
  replay,
  seats,
  withSeat,
  type Entry,
  type Game,
  type TimelineOutcome,
  type PerSeat,
  type RuleProfile,
  type Seat,
} from '../rules/index.ts';
import { agreed, disowned } from './exchange.ts';
import type { LogEntry, RoomOnlyAction } from './log.ts';
import type { Player, Room } from './types.ts';

export type { Player, Room };

export type RoomFault = Extract<TimelineOutcome, { error: unknown }>['error'];
export type RoomOutcome = { readonly ok: Room } | { readonly error: RoomFault };

/** The room that a log leads to. */
export function foldLog(gameId: string, entries: readonly LogEntry[]): Room {
  const last = replayLog(gameId, entries).at(-1);
  if (!last) throw new Error(`the log of game ${gameId} is empty`);
  return last.room;
}

/** The room after each entry of a log. It throws if the log breaks the rules: this is damage or a bug. */
export function replayLog(
  gameId: string,
  entries: readonly LogEntry[],
): { readonly entry: LogEntry; readonly room: Room }[] {
  let room: Room | null = null;
  return entries.map((entry) => {
    room = room ? following(room, entry) : opened(gameId, entry);
    return { entry, room };
  });
}

/** The room after the next entry of its log. It throws if the log breaks the rules: this is damage or a bug. */
export function following(room: Room, entry: LogEntry): Room {
  const outcome = evolve(room, entry);
  if ('ok' in outcome) return outcome.ok;
  throw new Error(`the log of game ${room.gameId} breaks the rules at ${entry.seq}: ${outcome.error}`);
}

/** The room after one more entry of its log, or why the rules refuse it. */
export function evolve(room: Room, entry: LogEntry): RoomOutcome {
  const outcome = changed(room, entry);
  if ('error' in outcome) return outcome;
  const isOver = outcome.ok.timeline.game.status === 'finished';
  const endedAt = isOver ? (outcome.ok.endedAt ?? entry.at) : null;
  return endedAt === outcome.ok.endedAt ? outcome : { ok: { ...outcome.ok, endedAt } };
}

function changed(room: Room, entry: LogEntry): RoomOutcome {
  const next = { ...room, version: entry.seq, lastEntryAt: entry.at };
  switch (entry.action.type) {
    case 'room.create':
    case 'game.import':
      throw new Error(`game ${room.gameId} is created twice in its log`);
    case 'room.join':
    case 'room.seats':
    case 'room.addGuest':
    case 'room.transferHost':
    case 'room.substitute':
      return { ok: reseated(next, entry.action) };
    case 'room.close':
      return played(next, { type: 'game.end' });
    case 'room.rematch':
      return { ok: { ...next, rematch: entry.action.code } };
    case 'room.watchers':
      return { ok: { ...next, watchers: entry.action.watchers } };
    case 'claim.approve':
      return { ok: agreed(next, entry.action) };
    case 'game.disown':
      return { ok: disowned(next, entry.action) };
    case 'sheet.replace':
      return replaced(next, entry.action);
    case 'room.leave':
    case 'account.delete': {
      const { action } = entry;
      const after = action.type === 'room.leave' ? left(next, action) : departed(next, action);
      return action.ends ? played(after, { type: 'game.end' }) : { ok: after };
    }
    default:
      return played(next, entry.action);
  }
}

/** Whether somebody plays in this room, or hosts it. */
export function isAtTable(room: Room, userId: string): boolean {
  return room.hostId === userId || seatOf(room, userId) !== null;
}

/** The seat of a user, or null. */
export function seatOf(room: Pick<Room, 'seats'>, userId: string): Seat | null {
  return seats.find((seat) => room.seats[seat]?.userId === userId) ?? null;
}

function opened(gameId: string, { seq, action, at }: LogEntry): Room {
  const opening = openingOf(action);
  if (!opening) throw new Error(`the log of game ${gameId} starts with ${action.type}`);
  const { seats, game } = opening;
  const { code, hostId, groupId } = opening.action;
  return {
    code,
    gameId,
    version: seq,
    hostId,
    groupId,
    seats,
    timeline: { game, before: null },
    lineups: [],
    saidAt: [],
    createdAt: at,
    lastEntryAt: at,
    endedAt: null,
    rematch: null,
    disowned: [],
    watchers: 'anybody',
  };
}

/** The start of a log: a lobby with its host, or four players from paper with round 1 dealt. */
function openingOf(action: LogEntry['action']) {
  if (action.type === 'room.create') {
    const { hostId: userId, displayName, username, rules, length, startingScores } = action;
    const host = displayName === null ? null : player({ userId, displayName, username });
    const seats: Room['seats'] = [host, null, null, null];
    return { action, seats, game: newGame(rules, length, startingScores) };
  }
  if (action.type !== 'game.import') return null;
  const { rules, startingScores, players } = action;
  const seats = perSeat((seat): Player => ({ ...players[seat], left: false }));
  return { action, seats, game: startedGame(rules, startingScores) };
}

/** A game on paper, with round 1 dealt. */
function startedGame(rules: RuleProfile, startingScores: PerSeat<number>): Game {
  const started = apply(newGame(rules, null, startingScores), { type: 'room.start' });
  if ('error' in started) throw new Error(`a new game cannot be started: ${started.error}`);
  return started.ok;
}

/** The game as the sheet has it now. The earlier game stays in the log, but no undo brings it back. */
function replaced(
  room: Room,
  { rules, startingScores, players, rounds, endedAt }: RoomOnlyAction & { type: 'sheet.replace' },
): RoomOutcome {
  const entries = rounds.map(({ frisch, trump, contracts, tricks }): Entry => ({
    type: 'round.import',
    frisch,
    trump,
    contracts,
    tricks,
  }));
  const timeline = replay(startedGame(rules, startingScores), [...entries, { type: 'game.end' }]);
  if ('error' in timeline) return timeline;
  const seats = perSeat((seat): Player => ({ ...players[seat], left: false }));
  const lineups = rounds.map((round) => perSeat((seat) => (round.players ?? players)[seat].userId));
  const changes = { seats, timeline: timeline.ok, lineups, saidAt: [], endedAt: new Date(endedAt) };
  return { ok: { ...room, ...changes } };
}

function reseated(
  room: Room,
  action: Exclude<
    RoomOnlyAction,
    {
      type:
        | 'room.create'
        | 'game.import'
        | 'room.leave'
        | 'room.close'
        | 'room.rematch'
        | 'room.watchers'
        | 'account.delete'
        | 'claim.approve'
        | 'game.disown'
        | 'sheet.replace';
    }
  >,
): Room {
  switch (action.type) {
    case 'room.join': {
      const freed = perSeat((seat) => (room.seats[seat]?.userId === action.userId ? null : room.seats[seat]));
      return { ...room, seats: withSeat(freed, action.seat, player(action)) };
    }
    case 'room.seats': {
      const bySeat = perSeat((seat) => room.seats.find((p) => p && p.userId === action.seats[seat]) ?? null);
      return { ...room, seats: bySeat };
    }
    case 'room.addGuest': {
      const guest = { ...player(action), guest: true, standsFor: action.standsFor };
      return { ...room, seats: withSeat(room.seats, action.seat, guest) };
    }
    case 'room.transferHost':
      return { ...room, hostId: action.userId };
    case 'room.substitute': {
      const { guest, standsFor } = action;
      const substitute = { ...player(action), guest: guest === true, standsFor };
      return { ...room, seats: withSeat(room.seats, action.seat, substitute) };
    }
    default: {
      const never: never = action;
      return never;
    }
  }
}

function left(room: Room, { userId, hostId }: RoomOnlyAction & { type: 'room.leave' }): Room {
  const inLobby = room.timeline.game.status === 'waiting';
  const remaining = perSeat((seat) => {
    const player = room.seats[seat];
    if (player?.userId !== userId) return player;
    return inLobby ? null : { ...player, left: true };
  });
  return { ...room, seats: remaining, hostId };
}

/** A player whose account is deleted has left, under another name. In a lobby the seat becomes free. */
function departed(
  room: Room,
  { userId, displayName, hostId }: RoomOnlyAction & { type: 'account.delete' },
): Room {
  const inLobby = room.timeline.game.status === 'waiting';
  const remaining = perSeat((seat) => {
    const player = room.seats[seat];
    if (player?.standsFor === userId) return { ...player, displayName, standsFor: undefined };
    if (player?.userId !== userId) return player;
    return inLobby
      ? null
      : { ...player, displayName, username: undefined, left: true, former: true as const };
  });
  return { ...room, seats: remaining, hostId };
}

function played(room: Room, entry: Entry): RoomOutcome {
  const outcome = advance(room.timeline, entry);
  if ('error' in outcome) return outcome;
  const lineups = lineupsOf(room, outcome.ok.game.rounds.length);
  const said = outcome.ok.game.round?.bids.length ?? 0;
  // If an undo brings back a whole auction, its bids get the time of the last entry.
  const saidAt = Array.from({ length: said }, (_, i) => room.saidAt[i] ?? room.lastEntryAt);
  return { ok: { ...room, timeline: outcome.ok, lineups, saidAt } };
}

/** The players of so many finished rounds. The last of them may just have been finished. */
function lineupsOf({ lineups, seats }: Room, finished: number): Room['lineups'] {
  if (finished === lineups.length) return lineups;
  if (finished < lineups.length) return lineups.slice(0, finished);
  return [...lineups, perSeat((seat) => seats[seat]?.userId ?? null)];
}

function player({
  userId,
  displayName,
  username,
}: Pick<Player, 'userId' | 'displayName' | 'username'>): Player {
  return { userId, displayName, ...(username !== undefined && { username }), guest: false, left: false };
}
