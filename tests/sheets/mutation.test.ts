import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftOf, type Game } from '../../src/rules/index.ts';
import type { Sheet } from '../../src/protocol/index.ts';
import { checkSheet, csvColumns, csvRows, readSheets } from '../../src/sheets/index.ts';
import { createOracle, type OracleTable } from '../support/oracle.ts';
import { sheetNumber } from './sheets.ts';

const runs = 1_000;

const sheets = [1, 2, 3].map((n) => sheetNumber(n, n === 2 ? { rules: { zeroOver: 30 } } : {}));
const files = {
  json: Buffer.from(JSON.stringify(sheets, null, 1)),
  ndjson: Buffer.from(sheets.map((sheet) => JSON.stringify(sheet)).join('\n')),
  csv: Buffer.from([csvColumns.join(','), ...sheets.flatMap(csvRows)].join('\r\n')),
  'csv with semicolons': Buffer.from(
    [csvColumns.join(','), ...sheets.flatMap(csvRows)].join('\n').replaceAll(',', ';'),
  ),
  gzip: gzipSync(JSON.stringify(sheets)),
};

/** A position in a file, and a number that decides how the file changes there. */
interface Place {
  readonly at: number;
  readonly other: number;
}

/** One kind of damage to a file. */
type Mutation = (file: Uint8Array, place: Place) => Uint8Array;

const bytes = (text: string) => Buffer.from(text);
/** The file with other bytes in place of those at a position. */
const spliced = (file: Uint8Array, { at, length = 0 }: { at: number; length?: number }, put: Uint8Array) =>
  Buffer.concat([file.subarray(0, at), put, file.subarray(at + length)]);

const mutations: Readonly<Record<string, Mutation>> = {
  flip: (file, { at, other }) => spliced(file, { at, length: 1 }, Buffer.from([other % 256])),
  cut: (file, { at }) => file.subarray(0, at),
  drop: (file, { at, other }) => spliced(file, { at, length: other % 40 }, Buffer.alloc(0)),
  repeat: (file, { at, other }) => spliced(file, { at }, file.subarray(at, at + (other % 200))),
  digit: (file, { at, other }) => {
    const digit = file.findIndex((byte, i) => i >= at && byte >= 48 && byte <= 57);
    return digit === -1 ? file : spliced(file, { at: digit, length: 1 }, bytes(String(other % 15)));
  },
  word: (file, { at, other }) => spliced(file, { at }, bytes(words[other % words.length] ?? '')),
  line: (file, { at, other }) => {
    const lines = Buffer.from(file).toString('latin1').split('\n');
    const moved = lines.splice(at % lines.length, 1);
    lines.splice(other % (lines.length + 1), 0, ...moved);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
};
const words = [
  'null',
  '-1',
  '1e999',
  '"',
  ',',
  ';',
  '\n',
  '[',
  '}',
  '\0',
  '\ufeff',
  '=1+1',
  '♥',
  'לב',
  '__proto__',
];

const mutated = fc
  .tuple(
    fc.constantFrom(...Object.entries(files)),
    fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(mutations)), fc.nat({ max: 999 }), fc.nat({ max: 9_999 })),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([[name, file], changes]) => ({
    name,
    changes,
    file: changes.reduce<Uint8Array>(
      (now, [change, share, other]) =>
        mutations[change]?.(now, { at: Math.floor((share * now.length) / 1000), other }) ?? now,
      file,
    ),
  }));

async function* inPieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 500) yield file.subarray(at, at + 500);
}

/** The score table of the oracle for a sheet; fails if an action is not legal. */
function secondOpinion({ rounds, startingScores = [0, 0, 0, 0] }: Sheet, { rules }: Game): OracleTable {
  const oracle = createOracle(rules, null, startingScores);
  const play = (action: Parameters<typeof oracle.play>[0]) =>
    expect([action, oracle.play(action)]).toEqual([action, true]);
  play({ type: 'room.start' });
  rounds.forEach(({ frisch = 0, trump, contracts, tricks }, i) => {
    if (i > 0) play({ type: 'round.next' });
    play({ type: 'auction.record', ...trump, frisch });
    for (const step of [0, 1, 2, 3]) {
      const seat = leftOf(trump.seat, step);
      play({ type: 'contract.set', seat, amount: contracts[seat] });
    }
    play({ type: 'round.record', tricks });
  });
  play({ type: 'game.end' });
  return oracle.table();
}

describe('a file that has been damaged', () => {
  test(`is read, or its faults are reported (${runs} files)`, async () => {
    let [good, faulty] = [0, 0];
    await fc.assert(
      fc.asyncProperty(mutated, async ({ file }) => {
        for await (const read of readSheets(inPieces(file))) {
          expect(read.place.line).toBeGreaterThan(0);
          expect(read.place.index).toBeGreaterThan(0);
          if ('broken' in read) {
            expect(read.broken).not.toBe('');
            faulty += 1;
            continue;
          }
          const outcome = checkSheet(read.value);
          if ('faults' in outcome) {
            expect(outcome.faults).not.toEqual([]);
            for (const { field, found, expected } of outcome.faults)
              expect([field, found, expected].map((text) => typeof text)).toEqual([
                'string',
                'string',
                'string',
              ]);
            faulty += 1;
            continue;
          }
          good += 1;
          const { sheet, game } = outcome.ok;
          const { rounds, totals, winners, status } = game;
          expect({ rounds, totals, winners, status }).toEqual(secondOpinion(sheet, game));
        }
      }),
      { numRuns: runs },
    );
    // Both must have occurred.
    expect(Math.min(good, faulty)).toBeGreaterThan(runs / 10);
  });
});
