import { Readable, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where a sheet stands: the line it begins on, and the how manyth it is. */
export interface Place {
  readonly line: number;
  readonly index: number;
}

/** A sheet as it stands in its source, not checked yet, or, where it cannot even be read, what was expected in place of the text. */
export type ReadSheet =
  | {
      readonly place: Place;
      readonly value: unknown;
      /** Of a spreadsheet: the line of each round. */
      readonly rows?: readonly number[];
    }
  | { readonly place: Place; readonly broken: string; readonly text: string };

/** No game is as long; what is longer is not kept in memory to look for its end. */
export const longest = 4 * 1024 * 1024; // characters

/** What comes out of a stream that all of this goes into; what goes wrong in either is thrown. */
export async function* through<T>(source: AsyncIterable<unknown>, stream: Duplex): AsyncGenerator<T> {
  const whole = pipeline(Readable.from(source), stream);
  // Whoever reads the stream hears of it first.
  whole.catch(() => undefined);
  yield* stream as AsyncIterable<T>;
  await whole;
}
