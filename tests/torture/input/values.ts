import { randomUUID } from 'node:crypto';
import type { Dice } from '../dice.ts';

/** The parts of JSON Schema that the protocol uses. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** Values that mean something to the server, by the names of params. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

export interface Sampling {
  readonly dice: Dice;
  readonly known: Known;
}

const formats: Readonly<Record<string, (dice: Dice) => string>> = {
  uuid: () => randomUUID(),
  'room-code': (dice) => dice.of(['ABC123', 'zzzzzz', '000000']),
  email: (dice) => `p${dice.between(0, 1e9)}@example.org`,
  moment: (dice) => dice.of(['2024-02-29', '1900-01-01', '2026-01-01T20:00Z', '9999-12-31T23:59:59.999Z']),
  past: (dice) => dice.of(['2019-03-08', '1900-01-01T00:00Z', '2024-02-29T23:59:59.999Z']),
  cursor: () => `2026-01-01T20:00:00.000Z_${randomUUID()}`,
};

/** A value that fits a schema. `name` is the param that it is for. */
export function sample(schema: Schema, name: string, sampling: Sampling): unknown {
  const { dice, known } = sampling;
  const values = known[name] ?? [];
  if (values.length > 0 && schema.type !== 'array' && dice.chance(0.9)) return dice.of(values);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return dice.of(schema.enum);
  if (schema.anyOf) return sample(dice.of(schema.anyOf), name, sampling);
  switch (schema.type) {
    case 'string':
      return text(schema, dice);
    case 'integer':
    case 'number':
      return number(schema, dice);
    case 'boolean':
      return dice.chance(0.5);
    case 'array':
      return list(schema, name, sampling);
    case 'object':
      return fields(schema, sampling);
    default:
      return null;
  }
}

function text({ format = '', pattern, minLength = 0, maxLength = 40 }: Schema, dice: Dice): string {
  const make = formats[format];
  if (make) return make(dice);
  if (pattern?.startsWith('^https')) return 'https://example.org/a.png';
  const length = dice.chance(0.2) ? dice.of([minLength, maxLength]) : dice.between(3, 12);
  return dice.of(['d', 'Z', '7', 'נ', 'ж']).repeat(Math.max(minLength, Math.min(length, maxLength)));
}

function number({ minimum = 0, maximum }: Schema, dice: Dice): number {
  if (maximum === undefined && dice.chance(0.3)) return dice.of([2 ** 31, 2 ** 53, 1e18, 1e19, 1e300]);
  const most = maximum ?? minimum + 20;
  return dice.chance(0.3) ? dice.of([minimum, most]) : dice.between(minimum, most);
}

function list({ items, minItems = 0, maxItems = 4 }: Schema, name: string, sampling: Sampling): unknown[] {
  const { dice } = sampling;
  if (Array.isArray(items)) return items.map((one: Schema) => sample(one, name, sampling));
  const most = Math.max(minItems, Math.min(maxItems, dice.chance(0.02) ? 30 : 4));
  const count = dice.between(minItems, most);
  return Array.from({ length: count }, () => sample((items ?? {}) as Schema, name, sampling));
}

function fields(schema: Schema, sampling: Sampling): Record<string, unknown> {
  const { properties = {}, patternProperties, required = [], oneOf } = schema;
  const { dice } = sampling;
  const alternatives = oneOf?.flatMap((one) => one.required ?? []) ?? [];
  const chosen = oneOf ? (dice.of(oneOf).required ?? []) : [];
  const given = Object.entries(properties).filter(
    ([name]) =>
      required.includes(name) ||
      chosen.includes(name) ||
      (!alternatives.includes(name) && dice.chance(optionalShare[name] ?? 0.25)),
  );
  const [extra] = Object.values(patternProperties ?? {});
  return {
    ...Object.fromEntries(given.map(([name, one]) => [name, sample(one, name, sampling)])),
    ...(extra && { dana: sample(extra, 'username', sampling) }),
  };
}

/** A command without an id is rare, and so is a version, because most would be refused for it. */
const optionalShare: Readonly<Record<string, number>> = { commandId: 0.8, version: 0.1 };
