import { expect, test } from 'vitest';
import { answerText, parseRequest, refusalText } from '../../src/protocol/index.ts';

const ids = [
  '9007199254740993',
  '-0',
  '1.50',
  '1E2',
  '-12345678901234567890',
  '0.1',
  '"\u05d3 7"',
  '""',
  '13',
];

const frames: readonly (readonly [where: string, frame: (id: string) => string])[] = [
  ['at the beginning', (id) => `{"jsonrpc":"2.0","id":${id},"method":"auth.me"}`],
  ['at the end', (id) => `{"method":"auth.me","params":{},"jsonrpc" : "2.0", "id" : ${id} }`],
  ['after another id', (id) => `{"params":{"id":7},"id":8,"id":${id},"jsonrpc":"2.0","method":"no.method"}`],
];

test.each(frames.flatMap(([where, frame]) => ids.map((id) => [id, where, frame(id)] as const)))(
  'the id %s %s of a request comes back as it was',
  (id, _, frame) => {
    const outcome = parseRequest(frame);
    const text =
      'request' in outcome ? answerText(outcome.request.id, '{}') : refusalText(outcome.id, outcome.refused);
    expect(text.startsWith(`{"jsonrpc":"2.0","id":${id},"`)).toBe(true);
  },
);
