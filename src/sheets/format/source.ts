import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The place of a sheet: the line on which it begins, and its position in the file, from 1. */
export interface Place {
  readonly line: number;
  readonly index: number;
}

/** The columns of a spreadsheet, each with its name in the header of the file. */
export type Header = ReadonlyMap<string, string>;

/** A sheet from a file, not checked yet. If it cannot be read, it has its text and the expected form. */
export type ReadSheet =
  | {
      readonly place: Place;
      readonly value: unknown;
      /** Only from a spreadsheet: the line of each round. */
      readonly rows?: readonly number[];
      /** Only from a spreadsheet. */
      readonly header?: Header;
    }
  | {
      readonly place: Place;
      readonly broken: string;
      readonly text: string;
      /** The value that is wrong, if it is not the whole game. */
      readonly at?: { readonly field: string; readonly found: string };
      /** The id of the sheet, if it can be read. */
      readonly id?: string;
    };

/** A file whose text cannot be known. */
export class UnknownText extends Error {
  readonly expected: string;

  constructor(expected: string) {
    super(expected);
    this.expected = expected;
  }
}

/** No game is longer. The rest of a longer text is not kept in memory. */
export const longest = 4 * 1024 * 1024; // characters

/** The output of a stream that gets `source` as its input. Errors of both are thrown. */
export async function* through<T>(source: AsyncIterable<unknown>, stream: Duplex): AsyncGenerator<T> {
  const whole = pipeline(Readable.from(source), stream);
  // The reader of the stream gets the error first; it is thrown again below.
  whole.catch(() => undefined);
  yield* stream as AsyncIterable<T>;
  await whole;
}

export async function* joined<T>(first: T, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* others;
}
