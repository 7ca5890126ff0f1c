import { Type, type Static } from 'typebox';
import { read, room, write } from './method.ts';
import {
  Code,
  DisplayName,
  Id,
  Length,
  listOf,
  orNull,
  RuleChoices,
  SeatNumber,
  StartingScores,
  Username,
} from './shapes.ts';
import { Entered, RoomEvent, RoomState, updates, Watchers } from './state.ts';

/** A room of `room.list`. */
export const RoomLine = Type.Object({
  code: Type.String(),
  gameId: Id,
  status: Type.String(),
  round: Type.Integer({ minimum: 0, description: 'The round on the table; 0 in the lobby.' }),
  group: orNull(Type.String({ description: 'The name of its group.' })),
  players: listOf(Type.String(), { description: 'Display names, by seat.' }),
});
export type RoomLine = Static<typeof RoomLine>;

/** Opening a room, entering it, and arranging the seats. */
export const roomMethods = {
  'room.create': {
    ...write({
      summary: 'Opens a room. Its creator is the host, in seat 0.',
      access: 'user',
      about: 'self',
      limit: 'create',
      params: {
        groupId: Type.Optional(Id),
        rules: Type.Optional(RuleChoices),
        length: Type.Optional(Length),
        startingScores: Type.Optional(StartingScores),
        seated: Type.Optional(
          Type.Boolean({ description: 'False for a host who keeps score without playing; true by default.' }),
        ),
      },
      result: Type.Intersect([RoomState, Type.Object({ event: RoomEvent, state: RoomState })], {
        description:
          'the fields of [RoomState](#roomstate), and also `event` and `state` as in the answers to all other changes',
      }),
    }),
    effect: 'room',
  },
  'room.join': {
    ...room({
      summary:
        'Takes a seat: the one asked for, or the lowest free one. A player who has a seat comes back to it.',
      access: 'user',
      limit: 'join',
      params: { seat: Type.Optional(SeatNumber), updates },
    }),
    result: Entered,
  },
  'room.leave': room({
    summary:
      'Leaves the room. In the lobby the seat becomes free. In a game the player keeps the seat, and the table may act for the player. When the host leaves, another player becomes host.',
    access: 'member',
    limit: 'action',
    params: {},
  }),
  'room.watch': read({
    summary:
      'Watches a room without a seat, while the game is played and the host lets people watch. A finished game is there only for its players, its host and the members of its group.',
    access: 'user',
    about: 'room',
    limit: 'join',
    params: { code: Code, updates },
    result: Type.Object({ version: Type.Integer(), state: RoomState }),
  }),
  'room.state': read({
    summary: 'The state of a room and, with `since`, the changes after that version.',
    access: 'member',
    about: 'room',
    limit: 'sync',
    params: {
      code: Code,
      since: Type.Optional(Type.Integer({ minimum: 0, description: 'A version seen before.' })),
      updates,
    },
    result: Type.Object({
      version: Type.Integer(),
      state: RoomState,
      events: Type.Optional(
        listOf(RoomEvent, {
          description: 'The changes after `since`, oldest first. Absent if there are too many to send.',
        }),
      ),
    }),
  }),
  'room.list': read({
    summary:
      'Rooms where the game is not over: rooms you play in or host, and rooms of your groups. The last used come first.',
    access: 'user',
    about: 'self',
    limit: 'sync',
    params: {},
    result: Type.Object({ rooms: listOf(RoomLine, { description: 'At most 20.' }) }),
  }),
  'room.seats': room({
    summary: 'Changes the seats of the players, before the first round.',
    access: 'host',
    limit: 'action',
    params: {
      seats: listOf(orNull(Id), {
        minItems: 4,
        maxItems: 4,
        description:
          'The user in each seat, null for a free seat. Every seated player must be in the list once.',
      }),
    },
  }),
  'room.addGuest': room({
    summary: 'Seats a guest: a player with a name and no account, who may claim the game later.',
    access: 'host',
    limit: 'action',
    params: { displayName: DisplayName, seat: Type.Optional(SeatNumber) },
  }),
  'room.start': room({
    summary: 'Starts round 1. All four seats must be taken.',
    access: 'host',
    limit: 'action',
    params: {},
  }),
  'room.rematch': room({
    summary:
      'Opens a room for another game of the same players, with the same rules and seats, and starts round 1. The room of the finished game tells its code in `rematch`. There is one rematch of a game: asked for again, it stays the same.',
    access: 'host',
    limit: 'create',
    params: {},
  }),
  'room.watchers': room({
    summary:
      'Closes the room to watchers, or opens it again. When it is closed, the watchers in it are put out and get `room.putOut`.',
    access: 'host',
    limit: 'action',
    params: { watchers: Watchers },
  }),
  'room.transferHost': room({
    summary:
      'Makes another seated player the host. When the host has been away longer than the grace, any player may do this.',
    access: 'player',
    limit: 'action',
    params: { userId: Id },
  }),
  'room.substitute': room({
    summary:
      'Gives a seat to another player, starting with the current round: an account by its id or user name, or a guest by name.',
    access: 'host',
    limit: 'action',
    params: {
      seat: SeatNumber,
      userId: Type.Optional(Id),
      username: Type.Optional(Username),
      displayName: Type.Optional(DisplayName),
    },
    condition: { oneOf: ['userId', 'username', 'displayName'].map((name) => ({ required: [name] })) },
  }),
} as const;
