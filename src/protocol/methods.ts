import { Type, type Static } from 'typebox';
import { adminMethods } from './admin.ts';
import { authMethods } from './auth.ts';
import { claimMethods } from './claims.ts';
import { groupMethods } from './group.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { playMethods } from './play.ts';
import { roomMethods } from './room.ts';
import { RoomEvent, RoomState } from './shapes.ts';
import { sheetMethods } from './sheets.ts';

/** The one table of requests. Types, validators, the reference page and the AsyncAPI document are made from it. */
export const methods = {
  ...authMethods,
  ...roomMethods,
  ...playMethods,
  ...groupMethods,
  ...historyMethods,
  ...claimMethods,
  ...sheetMethods,
  ...adminMethods,
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;
export type Params<M extends MethodName> = Static<(typeof methods)[M]['params']>;
export type Result<M extends MethodName> = Static<(typeof methods)[M]['result']>;

/** Methods that change a room that is there already. */
export type ChangeName = {
  [M in MethodName]: Params<M> extends { code: string }
    ? (typeof methods)[M]['effect'] extends 'room'
      ? M
      : never
    : never;
}[MethodName];

/** Whether a method takes a command id and happens once. */
export function takesCommandId(method: MethodName): boolean {
  const { effect } = methods[method];
  return effect === 'write' || effect === 'room';
}

export const notifications = {
  'room.updated': {
    summary: 'A change of a room, to every other member of it.',
    params: Type.Object({ code: Type.String(), version: Type.Integer(), event: RoomEvent, state: RoomState }),
  },
  'server.stopping': {
    summary: 'The server stops: it answers what was asked and closes the socket with 1001.',
    params: Type.Object({
      retryAfter: Type.Integer({ description: 'Seconds until it is worth connecting again.' }),
    }),
  },
  'admin.broadcast': {
    summary: 'A message of who runs the server, to everybody who is logged in.',
    params: Type.Object({ message: Type.String(), at: Type.String({ description: 'ISO 8601.' }) }),
  },
  'room.fenced': {
    summary:
      'The player has joined the room on another terminal: this one hears no more of it, and may do nothing in it but join again.',
    params: Type.Object({ code: Type.String() }),
  },
} as const;

export type NotificationName = keyof typeof notifications;
export type NotificationParams<N extends NotificationName> = Static<(typeof notifications)[N]['params']>;
