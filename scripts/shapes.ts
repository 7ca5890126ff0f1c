import type { TSchema } from 'typebox';
import * as protocol from '../src/protocol/index.ts';

/** The shapes of the wire that have a name: the schemas that the protocol exports. */
export const shapes: ReadonlyMap<string, TSchema> = new Map(
  Object.entries(protocol).flatMap(([name, value]): [string, TSchema][] =>
    /^[A-Z]/.test(name) && typeof value === 'object' ? [[name, value]] : [],
  ),
);

const names: ReadonlyMap<string, string> = new Map(
  [...shapes].map(([name, shape]) => [JSON.stringify(shape), name]),
);

/** The name of a shape, if it has one. */
export const nameOf = (shape: unknown): string | undefined => names.get(JSON.stringify(shape));
