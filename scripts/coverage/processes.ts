import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A part of a file, and how often it ran. V8 writes these. A part inside another one is more exact. */
export interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

interface Written {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly Range[] }[];
  }[];
}

/** Reads what each process of a folder ran, one process after the other: its files, each with its ranges. */
export async function* processesIn(folder: string): AsyncGenerator<ReadonlyMap<string, readonly Range[]>> {
  for (const name of await readdir(folder)) {
    const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as Written;
    const own = result.filter(({ url }) => url.startsWith('file:') && !url.includes('/node_modules/'));
    yield new Map(
      own.map(({ url, functions }) => [fileURLToPath(url), functions.flatMap(({ ranges }) => ranges)]),
    );
  }
}

/** Whether the character at this offset ran: the shortest range around it decides. */
export function ran(ranges: readonly Range[], offset: number): boolean {
  let shortest: Range | null = null;
  for (const range of ranges) {
    if (offset < range.startOffset || offset >= range.endOffset) continue;
    if (!shortest || range.endOffset - range.startOffset <= shortest.endOffset - shortest.startOffset)
      shortest = range;
  }
  return shortest !== null && shortest.count > 0;
}
