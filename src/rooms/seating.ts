import { looksAlike } from '../protocol/alike.ts';
import { foldedName, refuse, type Params, type Refused } from '../protocol/index.ts';
import { seats, type PerSeat, type Seat } from '../rules/index.ts';
import { wireWords } from '../words/index.ts';
import { forSeat, table, type Circumstances, type Draft, type LookedUp } from './draft.ts';
import { hostWithout } from './leaving.ts';
import type { RoomAction } from './log.ts';
import { seatOf, type Player, type Room } from './room.ts';

interface Joining {
  readonly userId: string;
  readonly asked: Seat | undefined;
  readonly user: LookedUp | undefined;
}

export function join(room: Room, { userId, asked, user }: Joining): Draft | Refused {
  const mine = seatOf(room, userId);
  const offered = mine === null ? takingOffered(room, userId) : null;
  if (offered) return offered;
  const inLobby = room.timeline.game.status === 'waiting';
  // In a game everybody keeps the seat they have, and comes back to it.
  const seat = inLobby ? (asked ?? mine ?? freeSeat(room)) : (mine ?? asked ?? freeSeat(room));
  if (seat === null) return refuse('room_full');
  if (!inLobby && mine === null) return refuse('room_full');
  if (room.seats[seat] && seat !== mine) return refuse(freeSeat(room) === null ? 'room_full' : 'seat_taken');
  const displayName = room.seats[mine ?? seat]?.displayName ?? user?.displayName;
  if (displayName === undefined) throw new Error('room.join was decided without looking the user up');
  const username = room.seats[mine ?? seat]?.username ?? user?.username;
  return forSeat(seat, {
    type: 'room.join',
    seat,
    userId,
    displayName,
    ...(username !== undefined && { username }),
  });
}

/**
 * An account agrees to a game that goes on by sitting down where a guest stands for it. It gets this seat even if it
 * asks for another one, so that nobody is at a table twice.
 */
function takingOffered(room: Room, userId: string): Draft | null {
  const seat = seatOfStandIn(room, userId);
  const player = seat === null ? null : room.seats[seat];
  if (seat === null || !player) return null;
  if (room.timeline.game.status === 'finished') return null;
  return forSeat(seat, { type: 'claim.approve', userId, replaces: player.userId });
}

/** Whether a user has a seat, or a guest stands for them. */
export function hasSeat(room: Pick<Room, 'seats'>, userId: string): boolean {
  return seatOf(room, userId) !== null || seatOfStandIn(room, userId) !== null;
}

/** The seat of the guest who stands for an account, or null. */
function seatOfStandIn(room: Pick<Room, 'seats'>, userId: string): Seat | null {
  return seats.find((seat) => room.seats[seat]?.standsFor === userId) ?? null;
}

export function leave(room: Room, { actorId, isConnected }: Circumstances): RoomAction {
  return { type: 'room.leave', userId: actorId, ...hostWithout(room, actorId, isConnected) };
}

export function reseat(room: Room, order: readonly (string | null)[]): Draft | Refused {
  if (room.timeline.game.status !== 'waiting') return refuse('wrong_phase');
  const present = room.seats.flatMap((player) => (player ? [player.userId] : []));
  const named = order.filter((userId) => userId !== null);
  const same = named.length === present.length && present.every((userId) => named.includes(userId));
  return same
    ? table({ type: 'room.seats', seats: order as PerSeat<string | null> })
    : refuse('seats_mismatch');
}

export function addGuest(
  room: Room,
  { seat: asked, displayName }: Params<'room.addGuest'>,
  guest: LookedUp | undefined,
): Draft | Refused {
  const seat = seatForGuest(room, asked);
  if (typeof seat !== 'number') return seat;
  const other = namedAlike(room, displayName);
  if (other) return nameTaken(other, displayName);
  if (!guest) throw new Error('room.addGuest was decided without its guest');
  if (seatOf(room, guest.userId) !== null) return refuse('already_seated');
  return forSeat(seat, { type: 'room.addGuest', seat, ...guest });
}

/** The seat that a guest gets, or why there is none. */
export function seatForGuest(room: Room, asked: Seat | undefined): Seat | Refused {
  if (room.timeline.game.status !== 'waiting') return refuse('wrong_phase');
  const seat = asked ?? freeSeat(room);
  if (seat === null) return refuse('room_full');
  return room.seats[seat] ? refuse('seat_taken') : seat;
}

/** The player whose name looks like that of a guest who is to come; the player in `except` goes. */
export function namedAlike(room: Room, displayName: string, except?: Seat): Player | undefined {
  return (
    room.seats.find(
      (player, seat) => player && seat !== except && looksAlike(player.displayName, displayName),
    ) ?? undefined
  );
}

/** A guest has only the name, so it must be another one than all names at the table. */
function nameTaken({ guest, displayName }: Player, wanted: string): Refused {
  if (guest && foldedName(displayName) === foldedName(wanted)) return refuse('already_seated');
  return refuse('name_alike', { message: wireWords.explanations.nameAtTable(displayName) });
}

export function transferHost(
  room: Room,
  userId: string,
  { actorId, isAbsent }: Circumstances,
): Draft | Refused {
  if (room.hostId !== actorId && !isAbsent(room.hostId)) return refuse('not_host');
  const seat = seatOf(room, userId);
  if (seat === null) return refuse('not_seated', { message: wireWords.explanations.hostNeedsSeat });
  if (room.seats[seat]?.guest || room.seats[seat]?.former) return refuse('guest_cannot_host');
  return forSeat(seat, { type: 'room.transferHost', userId });
}

export function substitute(
  room: Room,
  { seat, displayName }: Params<'room.substitute'>,
  user: LookedUp | undefined,
): Draft | Refused {
  const replaced = replaceable(room, seat);
  if ('refused' in replaced) return replaced;
  const other = displayName === undefined ? undefined : namedAlike(room, displayName, seat);
  if (other && displayName !== undefined) return nameTaken(other, displayName);
  if (!user) return refuse('user_not_found');
  if (hasSeat(room, user.userId)) return refuse('already_seated');
  return forSeat(seat, { type: 'room.substitute', seat, ...user, replaces: replaced.userId });
}

/** The player whose seat another player can take over, or why nobody can. */
export function replaceable(room: Room, seat: Seat): Player | Refused {
  if (room.timeline.game.status === 'finished') return refuse('wrong_phase');
  return room.seats[seat] ?? refuse('seat_empty');
}

function freeSeat(room: Room): Seat | null {
  return seats.find((seat) => room.seats[seat] === null) ?? null;
}
