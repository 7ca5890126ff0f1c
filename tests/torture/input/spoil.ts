import type { Dice } from '../dice.ts';

/** JSON text that no value has, such as `1e999`. It stands in a value as a text and is put in at the end. */
const raw = (text: string) => `@@${Buffer.from(text).toString('base64')}@@`;

const isRaw = (text: string) => text.startsWith('@@');

const nested = (deep: number, [open, close]: readonly [string, string]) =>
  raw(open.repeat(deep) + (open.endsWith(':') ? '1' : '') + close.repeat(deep));

/** Values that fit nowhere, or nearly everywhere. */
const odd: readonly ((dice: Dice) => unknown)[] = [
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => '',
  (dice) => dice.of([0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, 5e-324, 9_999_999_999]),
  (dice) => raw(dice.of(['-0', '1e999', '-1e999', '9007199254740993', '9223372036854775808', '1.0', '1E2'])),
  (dice) => dice.of(['NaN', 'Infinity', '-Infinity', 'null', '-0', '0x10', '1', 'true', 'undefined']),
  (dice) => dice.of(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '$where', '%s%n', '${x}']),
  (dice) => dice.of(["' or 1=1 --", '"; drop table users', '../../etc/passwd', '<script>', '\\', '%00']),
  (dice) => dice.of(['\0', 'Da\0na', '\u0007', '\u001b[31m', '\r\nX: y', '\u007f', '\u200b', '\u202eanaD']),
  (dice) => dice.of(['\ud800', '\udc00', 'x\ud83d', '\ufffd', '\ufeff', '\u0301\u0301', '👩‍👩‍👧‍👦', 'ﷺ']),
  (dice) => 'x'.repeat(dice.of([64, 65, 128, 129, 255, 256, 500, 501, 4096, 4097, 50_000])),
  (dice) => '👩'.repeat(dice.of([32, 33, 64, 65, 500])),
  () => 'e\u0301'.repeat(64),
  (dice) => nested(dice.of([10, 500, 9_000]), ['[', ']']),
  (dice) => nested(dice.of([10, 500, 5_000]), ['{"a":', '}']),
  () => raw('{"__proto__":{"isAdmin":true}}'),
  () => raw('{"constructor":{"prototype":{"x":1}},"toString":1,"then":1,"length":-1}'),
  (dice) => Array.from({ length: dice.of([5, 101, 5_000]) }, () => 0),
  () => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  (dice) =>
    dice.of(['2026-02-31', '0000-01-01', '9999-12-31T24:00Z', '+012345-01-01', '-000001-01-01T00:00Z']),
];

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '',
  'extra',
  'seat',
  'userId',
  'version',
  'id',
];

/** A place in params: the object or array that has it, and its key. */
interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function places(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  const parent = value as Record<string, unknown>;
  for (const key of Object.keys(parent)) {
    found.push({ parent, key });
    places(parent[key], found);
  }
  return found;
}

/** Changes one thing in params. `others` are values that other params could have. */
export function spoilParams(params: Record<string, unknown>, dice: Dice, others: readonly unknown[]): void {
  const all = places(params);
  const kind = dice.between(0, 9);
  if (all.length === 0 || kind === 0) {
    params[raw(dice.of(names))] = odd[dice.between(0, odd.length - 1)]?.(dice);
    return;
  }
  const { parent, key } = dice.of(all);
  const old = parent[key];
  if (kind === 1) delete parent[key];
  else if (kind === 2 && !isRaw(key)) parent[raw(key)] = dice.of([old, null, 0, 'x']);
  else if (kind === 3 && others.length > 0) parent[key] = dice.of(others);
  else if (kind <= 6) parent[key] = neighbour(old, dice);
  else parent[key] = dice.of(odd)(dice);
}

/** A value that is nearly the old one. */
function neighbour(old: unknown, dice: Dice): unknown {
  if (typeof old === 'number') return old + dice.of([-1, 1, 0.5, -14, 14, 1e15]);
  if (typeof old === 'boolean') return dice.of([!old, String(old), Number(old)]);
  if (Array.isArray(old)) return dice.of([old.slice(1), [...old, old[0]], old.toReversed(), [old]]);
  if (typeof old !== 'string' || isRaw(old)) return dice.of([[old], {}, '']);
  return dice.of([
    old.toUpperCase(),
    `${old} `,
    ` ${old}`,
    `${old}\0`,
    `${old}\ud800`,
    `${old}\u202e`,
    old.slice(1),
    old.slice(0, -1),
    `${old}x`,
    [old],
  ]);
}

export interface Envelope {
  /** JSON. */
  readonly id: string;
  readonly method: string;
  readonly params: unknown;
}

/** The text of a frame. A key that was put in raw may stand there twice. */
export function frameText({ id, method, params }: Envelope): string {
  const text = `{"jsonrpc":"2.0","id":${id},"method":${JSON.stringify(method)},"params":${JSON.stringify(params)}}`;
  return text.replaceAll(/"@@([A-Za-z0-9+/=]*)@@"(:)?/g, (_, base64: string, colon?: string) => {
    const put = Buffer.from(base64, 'base64').toString('utf8');
    return colon ? `${JSON.stringify(put)}:` : put;
  });
}

/** Spoils the frame itself, and not only its params. */
export function spoilFrame({ id, method, params }: Envelope, dice: Dice): string {
  const whole = frameText({ id, method, params });
  const json = frameText({ id, method, params }).slice(whole.indexOf('"params":') + 9, -1);
  const other = (head: string) => `{${head},"params":${json}}`;
  const at = dice.between(0, whole.length - 1);
  const named = JSON.stringify(method);
  return dice.of<() => string>([
    () => whole.slice(0, at),
    () =>
      whole.slice(0, at) +
      dice.of(['}', '"', ',', '\0', '\\', '\u00e9', '\ud83d', ':', '[', '0']) +
      whole.slice(at + 1),
    () => whole.slice(0, at) + whole.slice(dice.between(at, whole.length)),
    () => other(`"jsonrpc":"2.0","method":${named}`),
    () => other(`"jsonrpc":"2.0","id":${dice.of(wrongIds)},"method":${named}`),
    () => other(`"jsonrpc":${dice.of(['"1.0"', '2', 'null', '"2.0 "', '[]'])},"id":${id},"method":${named}`),
    () => other(`"id":${id},"method":${named}`),
    () => other(`"method":${named},"id":${id},"jsonrpc":"2.0"`),
    () => other(`"jsonrpc":"2.0","id":${id},"method":${dice.of(wrongMethods(method))}`),
    () => other(`"jsonrpc":"2.0","id":1,"method":"auth.me","id":${id},"method":${named}`),
    () => other(`"jsonrpc":"2.0","id":${id},"method":${named},"v":1`),
    () => other(`"jsonrpc":"2.0","id":${id},"method":${named},"__proto__":{"id":1}`),
    () => other(`"jsonrpc":"2.0","id":${id},"method":${named},"result":{},"error":null`),
    () =>
      `{"jsonrpc":"2.0","id":${id},"method":${named},"params":${dice.of(['null', '[]', '""', '1', '[{}]'])}}`,
    () => `{"jsonrpc":"2.0","id":${id},"method":${named}}`,
    () => `[${whole}]`,
    () => whole + whole,
    () => `\ufeff${whole}`,
    () => ` \n\t${whole}\r\n `,
    () => `${whole}//`,
    () => dice.of(['', 'null', '1', '"x"', '{}', '[]', '{"__proto__":null}', 'undefined', '\0', '\ud800']),
  ])();
}

const wrongIds = [
  'null',
  '{}',
  '[]',
  'true',
  '""',
  '-1',
  '0.5',
  '-0',
  '1e3',
  '1e999',
  '9007199254740993',
  '"__proto__"',
  `"${'x'.repeat(64)}"`,
  `"${'x'.repeat(65)}"`,
  '7'.repeat(64),
  '7'.repeat(65),
  String.raw`"\ud800"`,
  '"\u2028"',
  '{"toString":null}',
];

const wrongMethods = (method: string) => [
  JSON.stringify(`${method} `),
  JSON.stringify(method.toUpperCase()),
  JSON.stringify(method.slice(1)),
  JSON.stringify(`${method}\0`),
  '"constructor"',
  '"__proto__"',
  '"toString"',
  '"hasOwnProperty"',
  '""',
  'null',
  '1',
  '[]',
  '{}',
  '"room.updated"',
  '"server.stopping"',
  '"rpc.discover"',
  JSON.stringify('m'.repeat(20_000)),
  String.raw`"\ud800"`,
];
