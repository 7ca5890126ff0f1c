import { refuse, type ChangeName, type Params, type Refused } from '../protocol/index.ts';
import type { Seat } from '../rules/index.ts';
import { explain, wireWords } from '../words/index.ts';
import { forSeat, table, type Circumstances, type Draft, type LookedUp } from './draft.ts';
import type { LogEntry, RoomAction } from './log.ts';
import type { Offer } from './ports.ts';
import { evolve, seatOf, type Room, type RoomFault } from './room.ts';
import { addGuest, join, leave, reseat, substitute, transferHost } from './seating.ts';

/** A change that somebody asks for. */
export type Command = {
  [M in ChangeName]: { readonly method: M; readonly params: Params<M> } & Found;
}[ChangeName];

/** The facts about a change that only the store knows. */
export interface Found {
  /** The player that it is about. */
  readonly lookedUp?: LookedUp;
  /** The room of a rematch. */
  readonly opened?: OpenedRoom;
  /** Games that are offered to accounts, which have to agree. */
  readonly offers?: readonly Offer[];
}

interface OpenedRoom {
  readonly code: string;
  readonly gameId: string;
}

export interface Decision {
  readonly entry: LogEntry;
  readonly after: Room;
}

/** The most entries of a log that still grows. A long evening with every trick has three thousand. */
const mostEntries = 10_000;
/** These are possible in a full log, so that nobody is kept in the room. */
const endings: ReadonlySet<Command['method']> = new Set(['game.end', 'room.leave', 'room.rematch']);

/**
 * Decides a command in this room: returns the next entry of its log and the room after it, or a refusal. The caller
 * has checked the access.
 */
export function decide(room: Room, command: Command, circumstances: Circumstances): Decision | Refused {
  if (room.version >= mostEntries && !endings.has(command.method)) return refuse('log_full');
  const draft = draftEntry(room, command, circumstances);
  if ('refused' in draft) return draft;
  const { actorId, now } = circumstances;
  const entry = entryAfter(room, { ...draft, actorId, commandId: command.params.commandId ?? null }, now);
  const outcome = evolve(room, entry);
  return 'error' in outcome ? refusedByRules(room, outcome.error) : { entry, after: outcome.ok };
}

/** The next entry of a log. By default, no terminal sent it. */
export function entryAfter(
  room: Room,
  draft: Draft & Partial<Pick<LogEntry, 'actorId' | 'commandId'>>,
  now: Date,
): LogEntry {
  return {
    actorId: null,
    commandId: null,
    ...draft,
    seq: room.version + 1,
    // Always later than the entry before, so that sorting by time keeps the order of the log.
    at: new Date(Math.max(now.getTime(), room.lastEntryAt.getTime() + 1)),
  };
}

function draftEntry(room: Room, command: Command, circumstances: Circumstances): Draft | Refused {
  const { actorId } = circumstances;
  switch (command.method) {
    case 'room.join':
      return join(room, { userId: actorId, asked: command.params.seat, user: command.lookedUp });
    case 'room.leave':
      return forSeat(seatOf(room, actorId), leave(room, circumstances));
    case 'room.seats':
      return reseat(room, command.params.seats);
    case 'room.addGuest':
      return addGuest(room, command.params, command.lookedUp);
    case 'room.transferHost':
      return transferHost(room, command.params.userId, circumstances);
    case 'room.substitute':
      return substitute(room, command.params, command.lookedUp);
    case 'room.start':
      return room.seats.includes(null) ? refuse('seats_incomplete') : table({ type: 'room.start' });
    case 'room.watchers':
      return table({ type: 'room.watchers', watchers: command.params.watchers });
    case 'room.rematch':
      return rematch(room, command.opened);
    case 'auction.bid': {
      const { amount, suit, seat } = command.params;
      return actAt(room, circumstances, {
        asked: seat,
        action: (seat) => ({ type: 'auction.bid', seat, amount, suit }),
      });
    }
    case 'auction.pass':
      return actAt(room, circumstances, {
        asked: command.params.seat,
        action: (seat) => ({ type: 'auction.pass', seat }),
      });
    case 'contract.set': {
      const { amount, seat } = command.params;
      return actAt(room, circumstances, {
        asked: seat,
        action: (seat) => ({ type: 'contract.set', seat, amount }),
      });
    }
    case 'trick.claim':
      return actAt(room, circumstances, {
        asked: command.params.seat,
        action: (seat) => ({ type: 'trick.claim', seat }),
      });
    case 'auction.record': {
      const { seat, amount, suit, frisch } = command.params;
      return forSeat(seat, { type: 'auction.record', seat, amount, suit, frisch });
    }
    case 'round.record':
      return table({ type: 'round.record', tricks: command.params.tricks });
    case 'round.correct':
      return correction(room, command.params);
    case 'log.undo':
      return undo(room, actorId);
    case 'frisch.done':
    case 'round.next':
    case 'game.end':
      return table({ type: command.method });
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** Why the same four cannot play again, or null. */
export function rematchFault(room: Room): Refused | null {
  if (room.timeline.game.status !== 'finished') return refuse('wrong_phase');
  // The game may have ended in the lobby.
  if (room.seats.includes(null)) return refuse('seats_incomplete');
  return room.seats.some((player) => player?.former)
    ? refuse('seats_incomplete', { message: wireWords.explanations.formerPlayerCannotPlay })
    : null;
}

function rematch(room: Room, opened: OpenedRoom | undefined): Draft | Refused {
  const fault = rematchFault(room);
  if (fault) return fault;
  if (!opened) throw new Error('room.rematch was decided without its room');
  return table({ type: 'room.rematch', ...opened });
}

interface Acting {
  /** The actor's own seat by default. */
  readonly asked: Seat | undefined;
  readonly action: (seat: Seat) => RoomAction;
}

/** An action for the actor's own seat, or for another one that the actor may record for. */
function actAt(room: Room, { actorId, isAbsent }: Circumstances, { asked, action }: Acting): Draft | Refused {
  const mine = seatOf(room, actorId);
  const seat = asked ?? mine;
  if (seat === null) return refuse('not_seated', { message: wireWords.explanations.noSeatHere });
  if (seat === mine) return forSeat(seat, action(seat));
  const player = room.seats[seat];
  if (!player) return refuse('seat_empty');
  // Only the host records for a guest, so the table may do it once the host is away.
  const absent = isAbsent(player.guest ? room.hostId : player.userId);
  if (room.hostId !== actorId && !absent) return refuse('not_your_seat');
  const actingFor = absent ? 'absent' : player.guest ? 'guest' : 'player';
  return { ...forSeat(seat, action(seat)), actingFor };
}

function correction(room: Room, params: Params<'round.correct'>): Draft | Refused {
  const { round: number, trump, contracts, tricks } = params;
  const round = room.timeline.game.rounds[number - 1];
  if (!round) return refuse('round_not_finished');
  const before = { trump: round.trump, contracts: round.contracts, tricks: round.tricks };
  return table({
    type: 'round.correct',
    round: number,
    trump: trump ?? round.trump,
    contracts: contracts ?? round.contracts,
    tricks: tricks ?? round.tricks,
    before,
  });
}

function undo(room: Room, actorId: string): Draft | Refused {
  const over = room.timeline.game.status === 'finished';
  if (over && room.hostId !== actorId)
    return refuse('not_host', { message: wireWords.explanations.onlyHostAfterEnd });
  return table({ type: 'log.undo' });
}

/** A refusal by the rules, with a sentence about this table and data for programs. */
function refusedByRules({ timeline, seats: players }: Room, fault: RoomFault): Refused {
  const { game } = timeline;
  const message = explain(fault, { ...game, nameOf: (seat) => players[seat]?.displayName }, wireWords);
  if (fault === 'wrong_phase') return refuse(fault, { message, data: { status: game.status } });
  if (fault === 'not_your_turn') return refuse(fault, { message, data: { turn: game.round?.turn ?? null } });
  return refuse(fault, { message });
}
