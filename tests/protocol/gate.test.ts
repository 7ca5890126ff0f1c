import { describe, expect, test } from 'vitest';
import {
  answerText,
  errorCode,
  isReason,
  methods,
  notificationText,
  parseRequest,
  refusalText,
  refuse,
  takesCommandId,
  tooMany,
  type MethodName,
} from '../../src/protocol/index.ts';
import { notRequests, request, wrongNames, wrongParams } from '../server/frames/bad-frames.ts';

/** The params that came through the gate, or the faults of those that did not. */
function gate(method: MethodName, params: object) {
  const outcome = parseRequest(request({ method, params }));
  return 'request' in outcome ? outcome.request.params : outcome.refused.data?.['faults'];
}

test.each(notRequests)('%s is refused with its code', (...[, frame, code, reason, id]) => {
  const outcome = parseRequest(frame);
  if ('request' in outcome) throw new Error('This should have been refused.');
  expect(JSON.parse(refusalText(outcome.id, outcome.refused))).toEqual({
    jsonrpc: '2.0',
    id,
    error: { code, message: expect.stringMatching(/\.$/), data: expect.objectContaining({ reason }) },
  });
});

test.each(wrongParams)('%s with %j is refused', (method, params) => {
  const isRoom = 'code' in methods[method as MethodName].params.properties;
  const outcome = parseRequest(request({ method, params: { ...(isRoom && { code: 'ABC123' }), ...params } }));
  expect(outcome).toMatchObject({ id: '7', refused: { reason: 'invalid_params' } });
});

test.each(wrongNames)('a name of %s is refused', (_, displayName) => {
  expect(gate('room.addGuest', { code: 'ABC123', displayName })).toContainEqual({
    param: 'displayName',
    fault: expect.any(String),
  });
});

test('a request without params has none, and its params come through as they were', () => {
  expect(parseRequest('{"jsonrpc":"2.0","id":"x","method":"auth.me"}')).toEqual({
    request: { id: '"x"', method: 'auth.me', params: {} },
  });
  const bid = { code: 'ABC123', amount: 5, suit: 'clubs', seat: 0, version: 1 };
  expect(gate('auction.bid', bid)).toEqual(bid);
});

test('an unknown method is named in the refusal', () => {
  expect(parseRequest(request({ method: 'auction.double' }))).toMatchObject({
    refused: { reason: 'unknown_method', data: { method: 'auction.double' } },
  });
});

test('the longest id of a request has 64 characters', () => {
  for (const id of ['x'.repeat(64), 1e63])
    expect(parseRequest(request({ id }))).toMatchObject({ request: { id: JSON.stringify(id) } });
  const digits = '7'.repeat(64);
  expect(parseRequest(`{"jsonrpc":"2.0","id":${digits},"method":"auth.me"}`)).toMatchObject({
    request: { id: digits },
  });
});

describe('params are put into one form', () => {
  test.each<[MethodName, object, object]>([
    [
      'room.addGuest',
      { code: 'abc123', displayName: '  Gra\u0301ndma \t X ' },
      { code: 'ABC123', displayName: 'Grándma X' },
    ],
    [
      'room.start',
      { code: 'ABC123', commandId: 'C0FFEE00-0000-7000-8000-00000000000A' },
      { code: 'ABC123', commandId: 'c0ffee00-0000-7000-8000-00000000000a' },
    ],
  ])('of %s', (method, given, expected) => {
    expect(gate(method, given)).toEqual(expected);
  });
});

describe('the faults of params', () => {
  const code = 'ABC123';
  test.each<[MethodName, object, object[]]>([
    ['auction.bid', { code, amount: 5, jokers: 1 }, [{ param: 'suit' }, { param: 'jokers' }]],
    ['room.create', { length: { rounds: 0 } }, [{ param: 'length.rounds' }, { param: 'length.points' }]],
    ['room.create', { startingScores: [0, 'a', 0, 0] }, [{ param: 'startingScores.1' }]],
    ['auth.login', { login: 'dana', password: 7 }, [{ param: 'password' }]],
  ])('of %s with %j are all named', (method, params, expected) => {
    const faults = gate(method, params) as { readonly param: string }[];
    expect(faults.map(({ param }) => ({ param }))).toEqual(expect.arrayContaining(expected));
  });

  test('of params that are no object are those of the whole', () => {
    const outcome = parseRequest(request({ params: [] }));
    expect(outcome).toMatchObject({ refused: { data: { faults: [{ param: 'params' }] } } });
  });
});

describe('a frame whose every few bytes are wrong', () => {
  const rounds = (count: number) => ({ sheets: [{ rounds: Array.from({ length: count }, () => ({})) }] });
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [n.toString(36), 0]));

  test.each<[MethodName, object, number]>([
    ['sheets.import', rounds(6), 20],
    ['sheets.import', rounds(200), 20],
    ['sheets.import', rounds(1_300), 1],
    ['sheets.import', rounds(21_000), 1],
    ['auth.me', fields(19), 19],
    ['auth.me', fields(21), 20],
    ['auth.me', fields(8_000), 1],
  ])('of %s is refused with a short answer', (method, params, named) => {
    const frame = request({ method, params });
    const outcome = parseRequest(frame);
    if ('request' in outcome) throw new Error('This should have been refused.');
    expect(outcome.refused.data?.['faults']).toHaveLength(named);
    expect(refusalText(outcome.id, outcome.refused).length).toBeLessThan(2_000);
  });

  test('is told the first fault in a sentence', () => {
    const sheet = { playedAt: '2026-01-31', players: ['a', 'b', 'c', 'd'] };
    const params = { sheets: [{ ...sheet, rounds: rounds(1_300).sheets[0]?.rounds }] };
    expect(parseRequest(request({ method: 'sheets.import', params }))).toMatchObject({
      refused: {
        message: expect.stringContaining('999'),
        data: { faults: [{ param: 'sheets.0.rounds' }] },
      },
    });
  });
});

const at = (field: 'since' | 'before') => (text: string) =>
  gate(field === 'since' ? 'stats.leaderboard' : 'stats.history', { [field]: text });

describe('a day or a moment', () => {
  test.each([
    '1900-01-01',
    '2024-02-29',
    '2026-01-31',
    '2026-01-31T20:00Z',
    '2026-01-31T20:00:59Z',
    '2026-01-31T20:00:59.123Z',
  ])('%s', (text) => expect(at('since')(text)).toEqual({ since: text }));
  test.each([
    '1899-12-31',
    '0099-01-01',
    '2023-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-1-31',
    '2026-01-31T20Z',
    '2026-01-31T20:00',
    '2026-01-31T24:30Z',
    '2026-01-31T20:00:59.1Z',
    '2026-01-31T20:00:00+02:00',
    'x2026-01-31',
    '2026-01-31x',
    'yesterday',
  ])('but not %s', (text) => expect(at('since')(text)).toMatchObject([{ param: 'since' }]));
});

describe('a cursor', () => {
  const id = 'c0ffee00-0000-7000-8000-00000000000a';
  test.each([`2026-01-31T20:00:59.123Z_${id}`, `0100-01-01T00:00:00.000Z_${id}`])('%s', (text) =>
    expect(at('before')(text)).toEqual({ before: text }),
  );
  test.each([
    `2026-02-31T20:00:59.123Z_${id}`,
    `0099-01-01T00:00:00.000Z_${id}`,
    `2026-01-31T20:00:59.123Z${id}`,
    `2026-01-31T20:00:59.123Z_${id}0`,
    `x2026-01-31T20:00:59.123Z_${id}`,
    `2026-01-31T20:00:59.123Z_`,
  ])('but not %s', (text) => expect(at('before')(text)).toMatchObject([{ param: 'before' }]));
});

describe('an email address', () => {
  const account = { username: 'dana', password: 'correct horse', displayName: 'Dana' };
  const email = (text: string) => gate('auth.register', { ...account, email: text });
  test.each(['dana@example.org', 'd@e.o', 'dana+x@mail.example.co.uk', 'דנה@דוגמה.ישראל'])('%s', (text) =>
    expect(email(text)).toMatchObject({ email: text }),
  );
  test.each([
    'dana',
    'dana@example',
    '@example.org',
    'dana@',
    'dana@@example.org',
    'da na@example.org',
    'dana@exam ple.org',
    'dana@example..org',
    'dana@example.org.',
    'dana@.org',
    'dana\u202e@example.org',
    'dana@exa\u0007mple.org',
    ' dana@example.org',
  ])('but not %j', (text) => expect(email(text)).toMatchObject([{ param: 'email' }]));
});

describe('room codes and ids', () => {
  test.each(['ABC12', 'ABC1234', 'ABC-12', ' ABC123', 'ABC123\n'])('%j is no room code', (code) =>
    expect(gate('room.watch', { code })).toMatchObject([{ param: 'code' }]),
  );
  const id = 'c0ffee00-0000-7000-8000-00000000000a';
  test.each([id.slice(1), `${id}0`, `x${id}`, id.replaceAll('-', ''), id.replace('c', 'g')])(
    '%s is no id',
    (commandId) =>
      expect(gate('room.start', { code: 'ABC123', commandId })).toMatchObject([{ param: 'commandId' }]),
  );
});

test('texts that a client gets are JSON-RPC', () => {
  expect(JSON.parse(answerText('7', '{"a":1}'))).toEqual({ jsonrpc: '2.0', id: 7, result: { a: 1 } });
  expect(JSON.parse(notificationText('room.updated', '{"a":1}'))).toEqual({
    jsonrpc: '2.0',
    method: 'room.updated',
    params: { a: 1 },
  });
  expect(JSON.parse(refusalText('7', tooMany(3).refused))).toMatchObject({
    id: 7,
    error: {
      code: -32000,
      message: expect.stringContaining('3'),
      data: { reason: 'rate_limited', retryAfter: 3 },
    },
  });
});

test('a refusal has the sentence of its reason, or another one, and data only if there are any', () => {
  expect(refuse('room_full')).toEqual({
    refused: { reason: 'room_full', message: expect.stringMatching(/^[A-Z].*\.$/) },
  });
  expect(refuse('room_full', { message: 'No.', data: { a: 1 } })).toEqual({
    refused: { reason: 'room_full', message: 'No.', data: { a: 1 } },
  });
  expect([errorCode('parse_error'), errorCode('internal_error'), errorCode('room_full')]).toEqual([
    -32700, -32603, -32000,
  ]);
  expect(['room_full', 'toString', '', 7, null].map(isReason)).toEqual([true, false, false, false, false]);
});

test('writes and changes of rooms take a command id, and nothing else does', () => {
  for (const [name, { effect }] of Object.entries(methods))
    if (effect === 'read') expect([name, takesCommandId(name as MethodName)]).toEqual([name, false]);
    else if (effect !== 'session') expect([name, takesCommandId(name as MethodName)]).toEqual([name, true]);
});
