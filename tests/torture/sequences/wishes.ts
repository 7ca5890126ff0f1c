import fc from 'fast-check';
import type { Action } from '../../../src/rules/index.ts';
import { allTricks, simpleCandidates } from '../../support/candidates.ts';
import { oracleOf, seatOf, statusOf, type Model, type Op, type RoomModel } from './model.ts';

/** The dice of one request. */
export interface Throw {
  readonly who: number;
  readonly kind: number;
  readonly a: number;
  readonly b: number;
}

export const people = 6;

const dice = fc.record(
  { who: fc.nat(people - 1), kind: fc.nat(9_999), a: fc.nat(9_999), b: fc.nat(9_999) },
  { noNullPrototype: true },
);
/** Steps one after the other; the requests of a step are sent at the same time. */
export const sequence = fc.array(fc.array(dice, { minLength: 1, maxLength: 3 }), {
  minLength: 10,
  maxLength: 30,
});

/** The user names and ids of the people. */
export interface Names {
  readonly usernames: readonly string[];
  readonly ids: readonly string[];
}

const guests = ['Grandma', 'Uncle Bob', 'Zoe'];

const of = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

type Maker = (
  room: RoomModel,
  dice: Throw,
  names: Names,
) => Omit<Op, 'room' | 'who'> & { readonly who?: number };

const makers: Readonly<Record<string, Maker>> = {
  'room.join': (_, { a }) => ({ method: 'room.join', params: a % 3 === 0 ? { seat: a % 4 } : {} }),
  'room.leave': () => ({ method: 'room.leave', params: {} }),
  'room.watch': () => ({ method: 'room.watch', params: {} }),
  'room.state': () => ({ method: 'room.state', params: {} }),
  'game.get': (room) => ({ method: 'game.get', params: { id: room.code } }),
  'room.start': () => ({ method: 'room.start', params: {} }),
  'room.rematch': () => ({ method: 'room.rematch', params: {} }),
  'game.end': () => ({ method: 'game.end', params: {}, action: { type: 'game.end' } }),
  'log.undo': () => ({ method: 'log.undo', params: {} }),
  'room.watchers': (_, { a }) => ({
    method: 'room.watchers',
    params: { watchers: of(['anybody', 'nobody'], a) },
  }),
  'room.addGuest': (_, { a, b }) => ({
    method: 'room.addGuest',
    params: { displayName: of(guests, a), ...(b % 3 === 0 && { seat: b % 4 }) },
  }),
  'room.transferHost': (_, { a }, { ids }) => ({
    method: 'room.transferHost',
    params: { userId: of(ids, a) },
    person: a % people,
  }),
  'room.seats': (room, { a }, { ids }) => {
    const turned = room.seats.map((_, i) => room.seats[(i + a) % 4] ?? null);
    const idOf = (one: (typeof turned)[number]) =>
      one === null ? null : 'person' in one ? of(ids, one.person) : one.id;
    return { method: 'room.seats', params: { seats: turned.map(idOf) }, players: turned };
  },
  'room.substitute': (_, { a, b }, { ids, usernames }) => {
    const seat = b % 4;
    if (a % 3 === 0) return { method: 'room.substitute', params: { seat, displayName: of(guests, a + b) } };
    const person = a % people;
    const named = b % 2 === 0 ? { userId: of(ids, person) } : { username: of(usernames, person) };
    return { method: 'room.substitute', params: { seat, ...named }, person };
  },
  'round.correct': (room, { a }) => {
    const action: Action = {
      type: 'round.correct',
      round: 1 + (a % (room.actions.length > 8 ? 2 : 1)),
      tricks: of(allTricks, a),
    };
    const { type: method, ...params } = action;
    return { method, params, action };
  },
  play,
};

/** The actions that a request can have. */
const candidates = simpleCandidates.filter((action) => action.type !== 'auction.bid' || action.amount >= 5);

/** An action of the game: mostly a legal one. */
function play(room: RoomModel, { a, b, who }: Throw): ReturnType<Maker> {
  const legal = oracleOf(room)
    .legalActions()
    .filter(({ type }) => type !== 'game.end' && type !== 'room.start');
  const action = a % 5 === 0 || legal.length === 0 ? of(candidates, b) : of(legal, b);
  const { type: method, ...given } = action;
  const params = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (method === 'auction.record' || !('seat' in action)) return { method, params, action };
  const player = room.seats[action.seat];
  const own = player && 'person' in player ? player.person : room.host;
  // The player of the seat, or the host for them, or just anybody.
  const speaker = a % 4 === 1 ? room.host : a % 4 === 2 ? who : own;
  const isOwn = seatOf(room, speaker) === action.seat && b % 2 === 0;
  const { seat, ...rest } = params;
  return { method, params: isOwn ? rest : { seat, ...rest }, action, who: speaker };
}

const words = (text: string) => text.trim().split(/\s+/);

/** The wishes at a table, some of them more often than others. */
const inLobby = words(`
  room.join room.join room.join room.join room.join room.addGuest room.addGuest room.start room.start room.start
  room.leave room.seats room.transferHost play log.undo room.watch room.state room.watchers room.substitute
  game.end game.get`);
const inGame = words(`
  play play play play play play play play play play play log.undo log.undo room.leave room.join room.join
  room.watch room.watch room.state room.watchers room.watchers room.substitute room.substitute room.transferHost
  round.correct game.end game.get room.seats`);
const afterwards = words(`
  room.rematch room.rematch log.undo room.leave room.join room.watch room.state game.get play`);
const ofGroups = words(`
  group.addMember group.addMember group.addMember group.accept group.accept group.accept group.decline
  group.removeMember group.leave group.transfer group.delete group.get`);

/** Somebody's wish, for the people and rooms that there are. */
export function wishOf(model: Model, dice: Throw, names: Names): Op {
  const { who, kind, a, b } = dice;
  const { rooms, groups } = model;
  const group = groups.length > 0 ? a % groups.length : undefined;
  if (rooms.length === 0 || (kind % 100 < 3 && rooms.length < 3)) {
    const isOfGroup = group !== undefined && b % 2 === 0;
    const params = {
      ...(b % 10 === 1 && { seated: false }),
      ...(isOfGroup && { groupId: groups[group]?.id }),
    };
    return { who, method: 'room.create', params, ...(isOfGroup && { group }) };
  }
  if (kind % 100 < 20) return social(model, dice, names);
  // Hosts know best what can be done now.
  const room = a % rooms.length;
  const now = rooms[room] as RoomModel;
  const status = statusOf(now);
  const wish = of(status === 'waiting' ? inLobby : status === 'finished' ? afterwards : inGame, kind);
  const made = makers[wish]?.(now, dice, names);
  if (!made) throw new Error(`nobody can wish ${wish}`);
  const isHosts =
    /^(room\.(start|seats|addGuest|watchers|substitute|rematch|transferHost)|game\.end|round\.correct|auction\.record)$/.test(
      made.method,
    );
  const speaker = made.who ?? (isHosts && b % 4 > 0 ? now.host : who);
  const code = made.method === 'game.get' ? {} : { code: now.code };
  const version =
    made.method !== 'room.watch' && made.method !== 'room.state' && made.method !== 'game.get' && b % 9 === 0;
  const params = { ...made.params, ...code, ...(version && { version: Math.max(1, now.version - (b % 2)) }) };
  return { ...made, who: speaker, params, room };
}

/** A wish about groups and people. */
function social({ groups, claims, rooms }: Model, { who, kind, a, b }: Throw, { usernames }: Names): Op {
  const person = b % people;
  const username = of(usernames, person);
  if (kind % 100 === 3 && person !== who)
    return { who, method: of(['account.block', 'account.unblock'], a), params: { username }, person };
  if (kind % 100 === 4 || kind % 100 === 5) {
    const claim = claims.length > 0 ? of(claims, a) : null;
    if (claim)
      return {
        who: b % 3 > 0 ? claim.decider : who,
        method: of(['claim.approve', 'claim.approve', 'claim.drop'], b),
        params: { claimId: claim.id },
      };
    return { who, method: 'claim.guest', params: { id: of(rooms, a).code, displayName: of(guests, b) } };
  }
  if (groups.length === 0) return { who, method: 'group.create', params: { name: `Group ${a}` } };
  const group = a % groups.length;
  const one = groups[group];
  const method = of(ofGroups, kind + b);
  const isAnswer = method === 'group.accept' || method === 'group.decline';
  const isOwners = ['group.addMember', 'group.removeMember', 'group.transfer', 'group.delete'].includes(
    method,
  );
  const isNamed = isOwners && method !== 'group.delete';
  const first = isOwners ? one?.owner : isAnswer ? one?.invited[0] : who;
  const speaker = b % 5 > 0 ? (first ?? who) : who;
  return {
    who: speaker,
    method,
    params: { groupId: one?.id, ...(isNamed && { username }) },
    group,
    ...(isNamed && { person }),
  };
}
