/** The name of the format, with its version. */
export const format = 'whist-backup/1';

/**
 * The first line of a backup, as JSON. Behind it stand the rows, compressed with zstd, and at the end the SHA-256 of
 * everything before it, in hex, as a line of its own. A file without this end is not whole.
 */
export interface Header {
  readonly format: typeof format;
  /** The last migration of the database. */
  readonly schema: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** The name that its servers share; null if no server has used it with Redis. A restored database gets another one. */
  readonly installation: string | null;
}

/** A line before the rows of a table. The line of a row is an array with the text of each of these columns, or null. */
export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The bytes of the digest at the end: an end of line, 64 digits, and another end of line. */
export const endBytes = 66;

/** A row, and not the line before the rows of a table. */
export const isRow = (line: string): boolean => line.startsWith('[');

export interface Counts {
  rows: number;
  games: number;
}

/** Passes on the lines of a backup and counts them. */
export async function* counted(lines: AsyncIterable<string>, counts: Counts): AsyncGenerator<string> {
  let isGame = false;
  for await (const line of lines) {
    if (isRow(line)) {
      counts.rows += 1;
      if (isGame) counts.games += 1;
    } else isGame = (JSON.parse(line) as TableLine).table === 'games';
    yield line;
  }
}
