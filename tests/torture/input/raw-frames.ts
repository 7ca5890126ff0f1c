import { randomBytes } from 'node:crypto';
import type { Dice } from '../dice.ts';

/** Bytes that somebody sends on a WebSocket, and what must come back. */
export interface RawInput {
  readonly name: string;
  readonly bytes: Buffer;
  /**
   * `answers`: so many text frames come back, or pongs. `closes`: the server closes with one of these codes. `anything`:
   * an answer or a close may come, and nothing is waited for, because the input may be only the beginning of something.
   */
  readonly expects:
    | { readonly answers: number; readonly pongs: number }
    | { readonly closes: readonly number[] }
    | 'anything';
}

interface Parts {
  readonly fin?: boolean;
  readonly reserved?: number;
  readonly opcode: number;
  readonly payload?: Buffer;
  readonly isMasked?: boolean;
  /** Announced in place of the true one. */
  readonly length?: bigint;
  /** How the length is written: in 7, 16 or 64 bits. */
  readonly lengthBits?: 7 | 16 | 64;
}

/** The bytes of a frame of RFC 6455, also of a wrong one. */
export function frameBytes(parts: Parts): Buffer {
  const { fin = true, reserved = 0, opcode, payload = Buffer.alloc(0), isMasked = true } = parts;
  const length = parts.length ?? BigInt(payload.length);
  const bits = parts.lengthBits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const mask = isMasked ? randomBytes(4) : null;
  const head = Buffer.alloc(2 + (bits === 7 ? 0 : bits / 8));
  head[0] = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | (bits === 7 ? Number(length) : bits === 16 ? 126 : 127);
  if (bits === 16) head.writeUInt16BE(Number(length), 2);
  if (bits === 64) head.writeBigUInt64BE(BigInt.asUintN(64, length), 2);
  const body = mask ? payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)) : payload;
  return Buffer.concat([head, ...(mask ? [mask] : []), body]);
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const me = (id: number) => utf8(JSON.stringify({ jsonrpc: '2.0', id, method: 'auth.me', params: {} }));
const [continuation, text, binary, close, ping, pong] = [0, 1, 2, 8, 9, 10] as const;

const oneAnswer = { answers: 1, pongs: 0 };

/** Inputs after which the socket is as before. */
const harmless: readonly ((dice: Dice) => RawInput)[] = [
  () => ({ name: 'a request', bytes: frameBytes({ opcode: text, payload: me(1) }), expects: oneAnswer }),
  () => ({ name: 'an empty frame', bytes: frameBytes({ opcode: text }), expects: oneAnswer }),
  (dice) => ({
    name: 'a request in pieces, with pings between',
    bytes: Buffer.concat(pieces(me(2), dice).flatMap((piece) => [piece, frameBytes({ opcode: ping })])),
    expects: { answers: 1, pongs: 3 },
  }),
  (dice) => {
    const count = dice.of([1, 5, 60]);
    const payload = randomBytes(dice.of([0, 1, 124, 125]));
    const bytes = Buffer.concat(Array.from({ length: count }, () => frameBytes({ opcode: ping, payload })));
    return { name: `${count} pings`, bytes, expects: { answers: 0, pongs: count } };
  },
  () => ({
    name: 'a pong that nobody asked for',
    bytes: Buffer.concat([
      frameBytes({ opcode: pong, payload: randomBytes(8) }),
      frameBytes({ opcode: text, payload: me(3) }),
    ]),
    expects: oneAnswer,
  }),
  (dice) => ({
    name: 'a length in more bits than it needs',
    bytes: frameBytes({ opcode: text, payload: me(4), lengthBits: dice.of([16, 64]) }),
    expects: oneAnswer,
  }),
  (dice) => ({
    name: 'text that is no JSON',
    bytes: frameBytes({
      opcode: text,
      payload: utf8(dice.of(['\0', '\ufeff{}', '🂡', 'GET / HTTP/1.1\r\n\r\n'])),
    }),
    expects: oneAnswer,
  }),
];

/** A text in three fragments. */
function pieces(payload: Buffer, dice: Dice): Buffer[] {
  const [a, b] = [dice.between(0, 10), dice.between(11, payload.length)];
  return [
    frameBytes({ opcode: text, fin: false, payload: payload.subarray(0, a) }),
    frameBytes({ opcode: continuation, fin: false, payload: payload.subarray(a, b) }),
    frameBytes({ opcode: continuation, payload: payload.subarray(b) }),
  ];
}

const wrong = (name: string, bytes: Buffer, ...closes: readonly number[]): RawInput => ({
  name,
  bytes,
  expects: { closes },
});

const badUtf8 = ['ff', 'c0af', 'eda080', 'f4908080', 'e28', 'ce', 'f09f82'].map((hex) =>
  Buffer.from(hex.padEnd(hex.length + (hex.length % 2), '0'), 'hex'),
);

/** Inputs after which the server must close the socket. */
const fatal: readonly ((dice: Dice, isLoggedIn: boolean) => RawInput)[] = [
  (dice) => {
    const opcode = dice.of([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]);
    return wrong('an unknown opcode', frameBytes({ opcode, payload: me(1) }), 1002);
  },
  (dice) => {
    const reserved = dice.between(1, 7);
    const opcode = dice.of([text, ping, close]);
    return wrong('reserved bits', frameBytes({ opcode, reserved, payload: utf8('{}') }), 1002);
  },
  () =>
    wrong('a compressed frame', frameBytes({ opcode: text, reserved: 4, payload: randomBytes(30) }), 1002),
  (dice) => {
    const opcode = dice.of([text, ping, close]);
    return wrong('no mask', frameBytes({ opcode, isMasked: false, payload: me(1).subarray(0, 60) }), 1002);
  },
  (dice) => {
    const payload = randomBytes(dice.of([126, 127, 500]));
    return wrong(
      'a control frame that is too long',
      frameBytes({ opcode: dice.of([close, ping, pong]), payload }),
      1002,
    );
  },
  (dice) =>
    wrong(
      'a control frame in pieces',
      frameBytes({ opcode: dice.of([close, ping, pong]), fin: false }),
      1002,
    ),
  () => wrong('a continuation of nothing', frameBytes({ opcode: continuation, payload: me(1) }), 1002),
  (dice) => {
    const first = frameBytes({ opcode: text, fin: false, payload: utf8('{') });
    const second = frameBytes({ opcode: dice.of([text, binary]), payload: utf8('}') });
    return wrong('a frame within another', Buffer.concat([first, second]), 1002);
  },
  (dice) => wrong('text that is no UTF-8', frameBytes({ opcode: text, payload: dice.of(badUtf8) }), 1007),
  (dice) => {
    const payload = dice.of(badUtf8);
    const first = frameBytes({ opcode: text, fin: false, payload: payload.subarray(0, 1) });
    const second = frameBytes({ opcode: continuation, payload: payload.subarray(1) });
    return wrong('text in pieces that is no UTF-8', Buffer.concat([first, second]), 1007);
  },
  (dice, isLoggedIn) => {
    const least = isLoggedIn ? 65_537n : 4_097n;
    const length = dice.of([least, 2n ** 20n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]);
    return wrong('a huge length', frameBytes({ opcode: text, length, payload: randomBytes(20) }), 1009);
  },
  (_, isLoggedIn) => {
    const payload = Buffer.alloc(isLoggedIn ? 30_000 : 2_000, 'x');
    const first = frameBytes({ opcode: text, fin: false, payload });
    const more = frameBytes({ opcode: continuation, fin: false, payload });
    return wrong('pieces that never end', Buffer.concat([first, more, more, more]), 1009);
  },
  (dice) => {
    const [opcode, payload] = [binary, randomBytes(dice.of([0, 1, 50]))];
    return wrong('a binary frame', frameBytes({ opcode, payload }), 1003);
  },
  (dice) => {
    const code = Buffer.alloc(2);
    code.writeUInt16BE(dice.of([0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535]));
    return wrong('a wrong close code', frameBytes({ opcode: close, payload: code }), 1002);
  },
  () => wrong('half a close code', frameBytes({ opcode: close, payload: Buffer.from([3]) }), 1002),
  (dice) => {
    const payload = Buffer.concat([Buffer.from([3, 232]), dice.of(badUtf8)]);
    return wrong('a reason to close that is no UTF-8', frameBytes({ opcode: close, payload }), 1007);
  },
  (dice) => {
    const code = dice.of([1000, 1001, 1011, 3000, 4999]);
    const payload = Buffer.from([code >> 8, code & 255, ...utf8(dice.of(['', 'bye', '🂡']))]);
    return wrong('a goodbye', frameBytes({ opcode: close, payload }), code);
  },
  () => wrong('a goodbye without a code', frameBytes({ opcode: close }), 1000, 1005),
];

/** Inputs that are the beginning of something, or nothing at all. */
const unfinished: readonly ((dice: Dice) => RawInput)[] = [
  (dice) => {
    const whole = frameBytes({ opcode: text, payload: me(1), lengthBits: dice.of([7, 16, 64]) });
    return anything('half a frame', whole.subarray(0, dice.between(1, whole.length - 1)));
  },
  () => anything('a piece and no more', frameBytes({ opcode: text, fin: false, payload: utf8('{"id":') })),
  (dice) => {
    const piece = frameBytes({ opcode: continuation, fin: false });
    const first = frameBytes({ opcode: text, fin: false });
    return anything(
      'many empty pieces',
      Buffer.concat([first, ...Array.from({ length: dice.of([50, 3_000]) }, () => piece)]),
    );
  },
  (dice) => anything('random bytes', randomBytes(dice.between(1, 400))),
  (dice) => anything('zeros', Buffer.alloc(dice.between(1, 5_000))),
  () => anything('an HTTP request', utf8('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')),
  () => anything('a greeting of TLS', Buffer.from('16030100a5010000a10303', 'hex')),
  (dice) => {
    const whole = Buffer.concat([frameBytes({ opcode: text, payload: me(1) }), frameBytes({ opcode: ping })]);
    const at = dice.between(0, whole.length - 1);
    whole[at] = (whole[at] ?? 0) ^ (1 << dice.between(0, 7));
    return anything('one wrong bit', whole);
  },
];

const anything = (name: string, bytes: Buffer): RawInput => ({ name, bytes, expects: 'anything' });

/** A few inputs for one socket. Only the last of them may end it. */
export function rawInputs(dice: Dice, isLoggedIn: boolean): RawInput[] {
  const first = Array.from({ length: dice.between(0, 2) }, () => dice.of(harmless)(dice));
  const last = dice.chance(0.75) ? dice.of(fatal)(dice, isLoggedIn) : dice.of(unfinished)(dice);
  return [...first, last];
}
