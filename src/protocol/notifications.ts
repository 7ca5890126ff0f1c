import { Type, type Static } from 'typebox';
import { Notice } from './notice.ts';
import { Timestamp } from './shapes.ts';
import { RoomEvent, RoomState } from './state.ts';

/** The messages a server sends without being asked. */
export const notifications = {
  'room.updated': {
    summary: 'A change of a room, for every other member of it.',
    params: Type.Object({
      code: Type.String(),
      version: Type.Integer(),
      event: RoomEvent,
      state: Type.Optional(RoomState),
    }),
  },
  'server.stopping': {
    summary: 'The server is stopping. It answers open requests and closes the socket with 1001.',
    params: Type.Object({
      retryAfter: Type.Integer({ description: 'Try to connect again after so many seconds.' }),
    }),
  },
  'admin.broadcast': {
    summary: 'A message of the operator, for everybody who is logged in.',
    params: Type.Object({ message: Type.String(), at: Timestamp }),
  },
  'user.notice': {
    summary:
      'News that concerns this user, on every terminal they have. Notices that are not read yet are sent again after the next login, the last one first, at most 20.',
    params: Notice,
  },
  'room.putOut': {
    summary: 'The host has closed the room to watchers. This terminal gets no more news of it.',
    params: Type.Object({ code: Type.String() }),
  },
  'room.fenced': {
    summary:
      'The player has joined the room on another terminal. This terminal gets no more news of the room. It can only join the room again.',
    params: Type.Object({ code: Type.String() }),
  },
} as const;

export type NotificationName = keyof typeof notifications;
export type NotificationParams<N extends NotificationName> = Static<(typeof notifications)[N]['params']>;
