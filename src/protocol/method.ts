import {
  Type,
  type Static,
  type TObject,
  type TObjectOptions,
  type TProperties,
  type TSchema,
} from 'typebox';
import { Code, SeatNumber } from './shapes.ts';
import { Changed } from './state.ts';

/** A row of the table of requests: all that servers and clients must know about a method, except its code. */
export interface Method {
  readonly summary: string;
  /**
   * `read` changes nothing. `write` and `room` take a `commandId` and happen once, however often they are sent; `room`
   * goes through the log of a room. `session` is about the login of one socket: it carries or uses up
   * tokens, so no client sends it again by itself.
   */
  readonly effect: 'read' | 'write' | 'room' | 'session';
  /**
   * The callers that may use it; its own rules are checked later. `player` means a seated player or the host.
   */
  readonly access: 'anybody' | 'operator' | 'user' | 'member' | 'player' | 'host';
  /**
   * The thing it reads or changes, which says who else may not use it: `self`, the things of the user who asks; a `room`;
   * a `game`, for its readers; a `group`, for its members, or for its `owner`; a `guest`, for the user who named them; a
   * `player`, for the people who see them; the `server`.
   */
  readonly about: 'self' | 'room' | 'game' | 'group' | 'owner' | 'guest' | 'player' | 'server';
  /** The limit that counts it; null if none does. */
  readonly limit: 'login' | 'register' | 'refresh' | 'create' | 'join' | 'action' | 'sync' | null;
  readonly params: TObject;
  readonly result: TSchema;
}

export const strict = { additionalProperties: false };

export const CommandId = Type.String({
  format: 'uuid',
  letterCase: 'lower',
  description: 'A call that is sent again with the same id gets the first answer again and changes nothing.',
});
export const RoomVersion = Type.Integer({
  minimum: 1,
  description: 'The change is refused if the room has another version than this.',
});
const commandId = Type.Optional(CommandId);
const version = Type.Optional(RoomVersion);

/** The `seat` param of an action for one seat. */
export const forSeat = Type.Optional(
  Type.Unsafe<Static<typeof SeatNumber>>({
    ...SeatNumber,
    description: 'The seat the action belongs to; your own by default.',
  }),
);

/** A row without its effect. `params` has the fields of the method; other fields are refused. */
interface Row<P extends TProperties> extends Pick<Method, 'summary' | 'access' | 'about' | 'limit'> {
  readonly params: P;
}

interface Answering<P extends TProperties, R extends TSchema> extends Row<P> {
  readonly result: R;
}

/** The access of a row. The type of the row keeps it, so that a table of functions can be made for it. */
type Access = Method['access'];
type For<A extends Access> = { readonly access: A };

export function read<P extends TProperties, R extends TSchema, const A extends Access>(
  row: Answering<P, R> & For<A>,
) {
  return { ...row, effect: 'read', params: Type.Object(row.params, strict) } as const;
}

/** JSON Schema for the params of a method as a whole. */
interface Conditional {
  readonly condition?: TObjectOptions;
}

export function write<P extends TProperties, R extends TSchema, const A extends Access>({
  condition,
  ...row
}: Answering<P, R> & For<A> & Conditional) {
  const params = Type.Object({ ...row.params, commandId }, { ...strict, ...condition });
  return { ...row, effect: 'write', params } as const;
}

/** A change of a room that is there. */
export function room<P extends TProperties>({ condition, ...row }: Omit<Row<P>, 'about'> & Conditional) {
  const params = Type.Object({ code: Code, ...row.params, commandId, version }, { ...strict, ...condition });
  return { ...row, about: 'room', effect: 'room', params, result: Changed } as const;
}

export function session<P extends TProperties, R extends TSchema>(row: Answering<P, R>) {
  return { ...row, effect: 'session', params: Type.Object(row.params, strict) } as const;
}
