import type { Static } from 'typebox';
import { accountMethods } from './account.ts';
import { adminMethods } from './admin.ts';
import { authMethods } from './auth.ts';
import { claimMethods } from './claim.ts';
import { groupMethods } from './group.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { noticeMethods } from './notice.ts';
import { playMethods } from './play.ts';
import { roomMethods } from './room.ts';
import { sheetMethods } from './sheets.ts';
import { statsMethods } from './stats.ts';

/** The one table of requests. Types, validators, the reference page and the AsyncAPI document are made from it. */
export const methods = {
  ...authMethods,
  ...accountMethods,
  ...noticeMethods,
  ...roomMethods,
  ...playMethods,
  ...groupMethods,
  ...historyMethods,
  ...statsMethods,
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
