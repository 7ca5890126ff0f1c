import { parse } from 'csv-parse';
import { wireWords } from '../../words/index.ts';
import { decimalIn, textOf } from './cells.ts';
import { columnOf, columns, numeric } from './columns.ts';
import { dayFirstIn } from './dates.ts';
import { createGames } from './games.ts';
import { createHabits, type Row } from './row.ts';
import { longest, through, type Header, type ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

/** A row of a spreadsheet. */
export interface Line {
  readonly cells: readonly string[];
  /** The line on which it ends, from 1. */
  readonly line: number;
}

/** A title above the header has no more cells than this. A row of a game has more. */
const titleCells = 2;

/**
 * The games of a spreadsheet. All its rows are read first: the rows of a game may stand anywhere, and one date or one
 * number may show how the others are meant.
 */
export async function* csvSheets(pieces: AsyncIterable<string>): AsyncGenerator<ReadSheet> {
  let names: readonly string[] | null = null;
  let header: Header = new Map();
  let title: Line | null = null;
  const habits = createHabits();
  const games = createGames();
  for await (const { cells, line } of linesOf(pieces)) {
    const full = cells.filter((cell) => cell.trim() !== '');
    if (full.length === 0) continue;
    if (!names) {
      const read = cells.map(columnOf);
      if (!read.includes('player1') && full.length <= titleCells && line <= titleLines) {
        title ??= { cells, line };
        continue;
      }
      const fault = headerFault(cells, read);
      if (fault !== null) return yield { place: { line, index: 1 }, broken: fault, text: cells.join(',') };
      names = read;
      header = new Map(read.flatMap((name, i) => (name === '' ? [] : [[name, (cells[i] ?? '').trim()]])));
      continue;
    }
    // Two files that were put together have two headers.
    if (cells.every((cell, i) => columnOf(cell) === (names?.[i] ?? '')) && full.length > titleCells) continue;
    const row = rowOf(names, cells);
    for (const column of numeric) habits.decimal.add(decimalIn(row.cells[column] ?? ''));
    habits.dayFirst.add(dayFirstIn(row.cells['playedAt'] ?? ''));
    games.add(row, line);
  }
  if (!names && title)
    yield {
      place: { line: title.line, index: 1 },
      broken: expected.columns(columns),
      text: title.cells.join(','),
    };
  yield* games.all({ header, habits: habits.found() });
}

/** The header stands on one of these lines. */
const titleLines = 20;

/** The description of a header that can be read; null if this one can. */
function headerFault(cells: readonly string[], read: readonly string[]): string | null {
  const isStrange = cells.some((cell, i) => read[i] === '' && cell.trim() !== '');
  if (isStrange || !read.includes('player1')) return expected.columns(columns);
  const twice = read.find((name, i) => name !== '' && read.indexOf(name) < i);
  return twice === undefined ? null : expected.columnOnce(twice);
}

function rowOf(names: readonly string[], cells: readonly string[]): Row {
  const named = cells.map((cell, i) => [names[i] ?? '', textOf(cell.trim())] as const);
  return {
    cells: Object.fromEntries(named.filter(([name, cell]) => name !== '' && cell !== '')),
    extra: named.flatMap(([name, cell]) => (name === '' && cell !== '' ? cell : [])),
  };
}

/** The rows of a file with separators. The first piece must have its header. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  const all = pieces[Symbol.asyncIterator]();
  const first = await all.next();
  if (first.done) return;
  const beginning: string = first.value;
  async function* again() {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => all };
  }
  const parser = parse({
    delimiter: delimiterOf(beginning),
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longest,
  });
  for await (const { record, info } of through<{ record: string[]; info: { lines: number } }>(
    again(),
    parser,
  ))
    yield { cells: record, line: info.lines };
}

/** The sign between the names of the columns, wherever the header stands. */
function delimiterOf(beginning: string): string {
  const lines = beginning.split(/\r\n|\n|\r/).slice(0, titleLines);
  const [, said] = /^\s*"?sep=(.)"?\s*$/i.exec(lines[0] ?? '') ?? [];
  if (said !== undefined) return said;
  const signs = [',', ';', '\t', '|'];
  const count = (line: string, sign: string) =>
    line.split(sign).filter((name) => columnOf(name.replace(/^\s*"(.*)"\s*$/, '$1')) !== '').length;
  const best = (score: (sign: string) => number) =>
    signs.reduce((most, sign) => (score(sign) > score(most) ? sign : most));
  const byHeader = best((sign) => Math.max(...lines.map((line) => count(line, sign))));
  if (lines.some((line) => count(line, byHeader) > 1)) return byHeader;
  const [line = ''] = lines.filter((one) => one.trim() !== '');
  return best((sign) => line.split(sign).length);
}
