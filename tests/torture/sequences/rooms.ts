import { isDeepStrictEqual } from 'node:util';
import type { Action } from '../../../src/rules/index.ts';
import {
  accepted,
  accessOf,
  come,
  go,
  isAtTable,
  mayRead,
  oracleOf,
  refused,
  seatOf,
  statusOf,
  type Model,
  type Occupant,
  type Op,
  type Prediction,
  type RoomModel,
} from './model.ts';

/** Says how a request about a room must be answered. */
export function predictRoom(model: Model, room: RoomModel, op: Op): Prediction {
  const { who, method, params } = op;
  const isOver = statusOf(room) === 'finished';
  if (method === 'room.watch') return watch(model, room, who);
  if (method === 'game.get') {
    if (mayRead(model, room, who)) return accepted(undefined, false);
    return { ...refused('game_not_found'), isFree: room.former.includes(who) };
  }
  const isInside = room.inside.includes(who);
  const denied = accessReason(room, op);
  const unsure = room.unsure.includes(who) || (room.former.includes(who) && isOver);
  // A player who asks for a change is at the table with this terminal.
  if (isAtTable(room, who) && method !== 'room.leave') come(room, who);
  if (denied) return unsure ? anything : refused(denied);
  if (method === 'room.state') return accepted(() => come(room, who), false);
  // A game that is over looks like no room to those who have no part in it.
  const isHidden = isOver && !isInside && !mayRead(model, room, who);
  if (isHidden && !unsure) return refused('room_not_found');
  if (params['version'] !== undefined && params['version'] !== room.version)
    return isHidden ? anything : refused('version_conflict');
  const prediction = predictChange(model, room, op);
  const { apply } = prediction;
  if (isHidden) return { ...prediction, ...anything };
  return {
    ...prediction,
    apply(result) {
      apply?.(result);
      if (prediction.isChange === true) room.version += 1;
      putOut(model, room);
    },
  };
}

/** The prediction for somebody who may be in the room or not. */
const anything: Prediction = { refused: [], isFree: true };

function accessReason(room: RoomModel, { who, method }: Op) {
  const access = accessOf(method);
  if (access === 'user') return null;
  const isSeated = isAtTable(room, who);
  if (!isSeated && !room.inside.includes(who)) return 'not_in_room';
  if (access === 'member') return null;
  if (!isSeated) return 'not_seated';
  return access === 'host' && room.host !== who ? 'not_host' : null;
}

function watch(model: Model, room: RoomModel, who: number): Prediction {
  const isOver = statusOf(room) === 'finished';
  const mayCome = room.inside.includes(who) || (!isOver && room.isOpen) || mayRead(model, room, who);
  const coming = accepted(() => come(room, who), false);
  if (mayCome) return coming;
  const isFree = room.former.includes(who) || room.unsure.includes(who);
  return { ...coming, refused: [isOver ? 'room_not_found' : 'no_watchers'], isFree };
}

function putOut(model: Model, room: RoomModel): void {
  if (room.isOpen || statusOf(room) === 'finished') return;
  for (const person of room.inside) {
    if (mayRead(model, room, person)) continue;
    // Somebody who was allowed to stay once, as a member of the group, may stay.
    if (room.group !== null || room.former.includes(person)) room.unsure.push(person);
    room.inside = room.inside.filter((one) => one !== person);
  }
}

function predictChange(model: Model, room: RoomModel, op: Op): Prediction {
  const { who, params, person, action } = op;
  switch (op.method) {
    case 'room.join':
      return join(room, who, params['seat'] as number | undefined);
    case 'room.leave':
      return leave(room, who);
    case 'room.seats': {
      if (statusOf(room) !== 'waiting') return refused('wrong_phase');
      const places = (op.players ?? []).map(
        (one) => room.seats.find((now) => isDeepStrictEqual(now, one)) ?? null,
      );
      const isWhole =
        room.seats.every((one) => one === null || places.includes(one)) &&
        places.every((one, i) => (one === null) === (op.players?.[i] === null));
      return isWhole ? accepted(() => void (room.seats = places)) : refused('seats_mismatch');
    }
    case 'room.addGuest':
      return addGuest(room, params);
    case 'room.start':
      if (room.seats.includes(null)) return refused('seats_incomplete');
      return act(room, { type: 'room.start' });
    case 'room.watchers':
      return accepted(() => void (room.isOpen = params['watchers'] === 'anybody'));
    case 'room.transferHost': {
      if (room.host !== who && !hasLeft(room, room.host)) return refused('not_host');
      if (person === undefined || seatOf(room, person) < 0) return refused('not_seated');
      return accepted(() => {
        room.former.push(room.host);
        room.host = person;
      });
    }
    case 'room.substitute':
      return substitute(model, room, op);
    case 'room.rematch': {
      if (room.rematch !== null) return accepted(undefined, false);
      if (statusOf(room) !== 'finished') return refused('wrong_phase');
      if (room.seats.includes(null)) return refused('seats_incomplete');
      return accepted((result) => {
        room.rematch = (result['state'] as { rematch: string }).rematch;
      });
    }
    case 'log.undo': {
      if (statusOf(room) === 'finished' && room.host !== who) return refused('not_host');
      if (room.actions.length === 0) return refused('nothing_to_undo');
      return accepted(() => void room.actions.pop());
    }
    default:
      if (!action) throw new Error(`the model does not know ${op.method}`);
      return 'seat' in action && op.method !== 'auction.record' ? actAt(room, op, action) : act(room, action);
  }
}

function join(room: RoomModel, who: number, asked: number | undefined): Prediction {
  const mine = seatOf(room, who);
  const isOver = statusOf(room) === 'finished';
  const inLobby = statusOf(room) === 'waiting';
  const seated = room.seats[mine];
  const own = seated && 'person' in seated ? seated : undefined;
  const sit = (seat: number) =>
    accepted(() => {
      room.seats = room.seats.map((one, i) => (i === mine ? null : one));
      room.seats[seat] = { ...own, person: who, left: false };
      room.former.push(who);
      come(room, who);
    });
  const isMoving = asked !== undefined && asked !== mine && inLobby;
  if (own && !own.left && !isMoving) return accepted(() => come(room, who), false);
  const offered = room.seats.findIndex((one) => one !== null && 'standsFor' in one && one.standsFor === who);
  if (mine < 0 && offered >= 0 && !isOver) return sit(offered);
  if (!inLobby) return mine < 0 ? refused('room_full') : sit(mine);
  const free = room.seats.indexOf(null);
  const seat = asked ?? (mine >= 0 ? mine : free);
  if (seat < 0) return refused('room_full');
  if (room.seats[seat] && seat !== mine) return refused(free < 0 ? 'room_full' : 'seat_taken');
  return sit(seat);
}

function leave(room: RoomModel, who: number): Prediction {
  const mine = seatOf(room, who);
  const own = room.seats[mine];
  const status = statusOf(room);
  const isGone = !own || ('left' in own && own.left);
  if (status === 'finished' || (isGone && room.host !== who)) return accepted(() => go(room, who), false);
  return accepted((result) => {
    go(room, who);
    room.former.push(who);
    if (own) room.seats[mine] = status === 'waiting' ? null : { ...own, person: who, left: true };
    if (room.host !== who) return;
    // One who is connected comes first; the answer tells which.
    const heirs = room.seats.filter((one) => one && 'person' in one && one.person !== who && !one.left);
    if (heirs.length === 0) room.actions.push({ type: 'game.end' });
    else room.host = heirOf(heirs, result);
  });
}

/** The event names the next host. */
function heirOf(heirs: readonly (Occupant | null)[], result: Readonly<Record<string, unknown>>): number {
  const { next } = result as { readonly next?: number };
  const isHeir = heirs.some((one) => one && 'person' in one && one.person === next);
  if (next === undefined || !isHeir) throw new Error(`${String(next)} became host`);
  return next;
}

function addGuest(room: RoomModel, params: Op['params']): Prediction {
  const { displayName, seat: asked } = params as { readonly displayName: string; readonly seat?: number };
  if (statusOf(room) !== 'waiting') return refused('wrong_phase');
  const seat = asked ?? room.seats.indexOf(null);
  if (seat < 0) return refused('room_full');
  if (room.seats[seat]) return refused('seat_taken');
  if (hasGuest(room, displayName)) return refused('already_seated', 'name_alike');
  return accepted(() => void (room.seats[seat] = { guest: displayName, standsFor: null, id: null }));
}

const hasGuest = (room: RoomModel, name: string, except = -1) =>
  room.seats.some((one, i) => i !== except && one?.guest === name);

function substitute(model: Model, room: RoomModel, { params, person }: Op): Prediction {
  const { seat, displayName } = params as { readonly seat: number; readonly displayName?: string };
  if (statusOf(room) === 'finished') return refused('wrong_phase');
  const old = room.seats[seat];
  if (!old) return refused('seat_empty');
  const put = (occupant: Occupant) =>
    accepted(() => {
      room.seats[seat] = occupant;
      if ('person' in occupant) room.former.push(occupant.person);
    });
  if (displayName !== undefined) {
    if (hasGuest(room, displayName, seat)) return refused('already_seated', 'name_alike');
    // The same guest of this host may sit there already.
    const isThere = old.guest === displayName;
    const guest = put({ guest: displayName, standsFor: null, id: null });
    return isThere ? { ...guest, refused: ['already_seated'], isFree: true } : guest;
  }
  if (person === undefined) return refused('user_not_found');
  const isNamed = room.seats.some((one) => one !== null && 'standsFor' in one && one.standsFor === person);
  if (seatOf(room, person) >= 0 || isNamed) return refused('already_seated');
  const isMember = room.group !== null && (model.groups[room.group]?.members.includes(person) ?? false);
  const isBlocked = model.blocks.some(([who, whom]) => who === person && whom === room.host);
  // Nobody plays without having agreed: a guest stands for them.
  if (person === room.host || (isMember && !isBlocked)) return put({ person, left: false });
  return put({ guest: `person ${person}`, standsFor: person, id: null });
}

function hasLeft({ seats }: RoomModel, person: number): boolean {
  return seats.some((one) => one !== null && 'person' in one && one.person === person && one.left);
}

function actAt(room: RoomModel, { who, params }: Op, action: Action & { seat: number }): Prediction {
  const mine = seatOf(room, who);
  const asked = params['seat'] as number | undefined;
  const seat = asked ?? mine;
  if (seat < 0) return refused('not_seated');
  if (seat !== mine) {
    const player = room.seats[seat];
    if (!player) return refused('seat_empty');
    // Only the host records for a guest, or the table when the host has left.
    const isAbsent = hasLeft(room, 'person' in player ? player.person : room.host);
    if (room.host !== who && !isAbsent) return refused('not_your_seat');
  }
  return act(room, { ...action, seat } as Action);
}

function act(room: RoomModel, action: Action): Prediction {
  // The rules have many reasons, which tests of their own compare.
  return oracleOf(room).allows(action) ? accepted(() => void room.actions.push(action)) : { refused: [] };
}
