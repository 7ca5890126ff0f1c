import {
  Type,
  type Static,
  type TObject,
  type TObjectOptions,
  type TProperties,
  type TSchema,
} from 'typebox';
import { Code, RoomState, SeatNumber } from './shapes.ts';

/**
 * A row of the table of requests.
 *
 * `access` says who is let in before the method's own rules are asked: anybody, who has a token of the operator, a
 * logged-in user, a member of the room, a seated player (the host included), or the host. `changes` marks methods that change a room: they
 * take `commandId` and `version`, are written to the log under their own name, and answer `{ version, state }`.
 */
export interface Method {
  readonly summary: string;
  readonly access: 'anybody' | 'operator' | 'user' | 'member' | 'player' | 'host';
  readonly changes: boolean;
  readonly params: TObject;
  readonly result: TSchema;
}

export const strict = { additionalProperties: false };

/** No params. */
export const none = Type.Object({}, strict);

/** What every method that changes a room takes beside its own params. */
export const change = {
  commandId: Type.Optional(
    Type.String({
      format: 'uuid',
      letterCase: 'lower',
      description:
        'Sent again with the same id, a change answers what it answered first and changes nothing.',
    }),
  ),
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'The version the change is meant for; if the room has moved on it is refused with the state now.',
    }),
  ),
};

/** What every method that changes a room answers. */
export const Changed = Type.Object({ version: Type.Integer(), state: RoomState });

/** For what a player says on their turn. */
export const forSeat = Type.Optional(
  Type.Unsafe<Static<typeof SeatNumber>>({
    ...SeatNumber,
    description: 'The seat it is recorded for; your own by default.',
  }),
);

/** A method that changes a room; `condition` is what JSON Schema asks of the params as a whole. */
export function changing<P extends TProperties>(
  access: Method['access'],
  summary: string,
  params: P,
  condition: TObjectOptions = {},
) {
  return {
    summary,
    access,
    changes: true,
    params: Type.Object({ code: Code, ...params, ...change }, { ...strict, ...condition }),
    result: Changed,
  } as const;
}

/** A method that changes no room. */
export function asking<P extends TObject, R extends TSchema>(
  access: Method['access'],
  summary: string,
  params: P,
  result: R,
) {
  return { summary, access, changes: false, params, result } as const;
}
