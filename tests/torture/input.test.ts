import { expect, test } from 'vitest';
import { methods } from '../../src/protocol/index.ts';
import { createDice } from './dice.ts';
import { faultOf } from './input/answers.ts';
import { changedRows } from './input/bystanders.ts';
import { errorsIn } from './input/control.ts';
import { rawInputs } from './input/raw-frames.ts';
import { rawRequest } from './input/raw-requests.ts';
import { repertoires, utter } from './input/voices.ts';
import type { Model, Op } from './sequences/model.ts';
import { explained, type Told } from './sequences/predict.ts';

const frame = {
  text: '{"jsonrpc":"2.0","id":7,"method":"room.list","params":{}}',
  id: '7',
  method: 'room.list',
};
const broken = { text: '{"id":7', id: null, method: null };
const error = (code: number, reason: string) => ({ code, message: 'It is so.', data: { reason } });

test('an answer is accepted if it is documented, and every other one is found', () => {
  const jsonrpc = '2.0';
  expect(faultOf(frame, { jsonrpc, id: 7, result: { rooms: [] } })).toBeNull();
  expect(faultOf(frame, { jsonrpc, id: 7, error: error(-32000, 'rate_limited') })).toBeNull();
  expect(faultOf(broken, { jsonrpc, id: null, error: error(-32700, 'parse_error') })).toBeNull();
  const lies: readonly (readonly [string, object])[] = [
    ['no JSON-RPC', { id: 7, result: {} }],
    ['the id "7"', { jsonrpc, id: '7', result: { rooms: [] } }],
    ['the id null', { jsonrpc, id: null, error: error(-32700, 'parse_error') }],
    ['neither result nor error', { jsonrpc, id: 7 }],
    ['not documented', { jsonrpc, id: 7, result: {} }],
    ['the unknown reason', { jsonrpc, id: 7, error: error(-32000, 'so_what') }],
    ['an internal error', { jsonrpc, id: 7, error: error(-32603, 'internal_error') }],
    ['with the code 1', { jsonrpc, id: 7, error: error(1, 'not_host') }],
    ['without a sentence', { jsonrpc, id: 7, error: { ...error(-32000, 'not_host'), message: '' } }],
  ];
  for (const [sentence, answer] of lies) expect(faultOf(frame, answer)).toContain(sentence);
});

test('rows of bystanders that are gone or changed are found, and those that others may not add', () => {
  const before = new Map([
    ['users', ['a']],
    ['group_members', ['m']],
    ['claims', []],
  ]);
  expect(changedRows(before, new Map([...before, ['claims', ['c']]]))).toEqual([]);
  expect(changedRows(before, new Map([...before, ['users', ['b']]]))).toEqual([
    'users of a bystander lost a',
  ]);
  expect(changedRows(before, new Map([...before, ['group_members', ['m', 'n']]]))).toEqual([
    'group_members of a bystander got n',
  ]);
});

test('errors in the output of a server are found', () => {
  const quiet = '{"level":"info","msg":"listening"}\n{"level":"warn","msg":"PostgreSQL is away"}';
  expect(errorsIn(quiet)).toEqual([]);
  for (const line of [
    '{"level":"error"}',
    'Error: x\n    at f (file.js:1:2)',
    '(node:1) MaxListenersExceededWarning',
  ])
    expect(errorsIn(`${quiet}\n${line}`)).toHaveLength(1);
});

test('the same seed sends the same frames and bytes, of every method and kind', () => {
  const utterances = (seed: number) => {
    const dice = createDice(seed);
    const common = { dice, repertoire: repertoires.player, known: {}, isLoggedIn: true, state: null };
    return Array.from({ length: 3_000 }, (_, id) => utter({ ...common, id }));
  };
  const frames = utterances(1);
  const said = new Set(frames.map(({ method }) => method));
  const isFor = (name: string) =>
    !name.startsWith('auth.') && !['account.delete', 'account.endSession'].includes(name);
  expect(
    Object.keys(methods)
      .filter((name) => isFor(name))
      .filter((name) => !said.has(name)),
  ).toEqual([]);
  // Ids of commands are random in any case.
  const lengths = (all: typeof frames) => all.map(({ id, method }) => [id, method]);
  expect(lengths(utterances(1))).toEqual(lengths(frames));
  const dice = createDice(1);
  const inputs = Array.from({ length: 500 }, () => rawInputs(dice, true)).flat();
  expect(new Set(inputs.map(({ name }) => name)).size).toBeGreaterThan(30);
  expect(new Set(Array.from({ length: 1_000 }, () => rawRequest(dice).name)).size).toBeGreaterThan(35);
});

const empty: Model = { rooms: [], groups: [], blocks: [], claims: [] };
const create: Op = { who: 0, method: 'room.create', params: {} };
const ok = (result: object = {}): Told => ({ result: { ...result } });
const asked = (who: number, method: string, params: object = {}): Op => ({
  who,
  method,
  room: 0,
  params: { ...params },
});

test('the model explains answers in any order that is possible, and no others', () => {
  const lobby = explained(empty, [{ op: create, told: ok({ code: 'ABC123' }) }]);
  const [first, second] = [asked(1, 'room.join', { seat: 1 }), asked(2, 'room.join', { seat: 1 })];
  const seatTaken: Told = { reason: 'seat_taken' };
  for (const [one, other] of [
    [ok({ version: 2 }), seatTaken],
    [seatTaken, ok({ version: 2 })],
  ] as const)
    expect(
      explained(lobby, [
        { op: first, told: one },
        { op: second, told: other },
      ]).rooms[0]?.version,
    ).toBe(2);
  const lies: readonly (readonly [string, Op, Told])[] = [
    ['was accepted, not refused with not_in_room', asked(3, 'room.state'), ok()],
    ['was accepted, not refused with seats_incomplete', asked(0, 'room.start'), ok({ version: 2 })],
    ['was answered at version 3, not at 2', first, ok({ version: 3 })],
    ['was refused: room_full', first, { reason: 'room_full' }],
    ['was refused with not_host, not with not_in_room', asked(3, 'game.end'), { reason: 'not_host' }],
  ];
  for (const [sentence, op, told] of lies) expect(() => explained(lobby, [{ op, told }])).toThrow(sentence);
  expect(() =>
    explained(lobby, [
      { op: first, told: ok({ version: 2 }) },
      { op: second, told: ok({ version: 3 }) },
    ]),
  ).toThrow('seat_taken');
});
