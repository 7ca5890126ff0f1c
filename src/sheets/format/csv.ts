import { parse, type Info } from 'csv-parse';
import { profileOptions, type RuleProfile } from '../../rules/index.ts';
import { wireWords } from '../../words/index.ts';
import { momentOf, numberOf, suitOf, textOf } from './cells.ts';
import { columns, four } from './columns.ts';
import { longest, through, type Place, type ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

type Row = Readonly<Record<string, string>>;

/** A game whose rows are being read. */
interface Open {
  readonly place: Place;
  readonly head: Row;
  readonly rounds: unknown[];
  readonly rows: number[];
  readonly conflicts: string[];
}

const ofGame: readonly string[] = ['id', 'playedAt', 'group', ...four('player'), 'rules', ...four('start')];

/** The games of a spreadsheet. */
export async function* csvSheets(pieces: AsyncIterable<string>): AsyncGenerator<ReadSheet> {
  let header: readonly string[] | null = null;
  let open: Open | null = null;
  let index = 0;
  for await (const { record, info } of rowsOf(pieces)) {
    if (record.every((cell) => cell.trim() === '')) continue;
    if (!header) {
      header = record.map(columnOf);
      const strange = record.filter((_, i) => header?.[i] === '');
      if (strange.some((cell) => cell.trim() !== '') || !header.includes('player1'))
        return yield {
          place: { line: info.lines, index: 1 },
          broken: expected.columns(columns),
          text: record.join(','),
        };
      continue;
    }
    const row = cellsOf(header, record);
    if (!open || beginsGame(open, row)) {
      if (open) yield closed(open);
      index += 1;
      open = { place: { line: info.lines, index }, head: row, rounds: [], rows: [], conflicts: [] };
    }
    open.conflicts.push(...conflictsOf(open, row, info));
    open.rounds.push(roundOf(open.head, row));
    open.rows.push(info.lines);
  }
  if (open) yield closed(open);
}

async function* rowsOf(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ record: string[]; info: Pick<Info, 'lines'> }> {
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
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longest,
  });
  yield* through<{ record: string[]; info: Info }>(again(), parser);
}

/** The sign between the names of the columns. */
function delimiterOf(beginning: string): string {
  const [line = ''] = beginning.trimStart().split('\n');
  const count = (sign: string) => line.split(sign).length;
  return [';', '\t'].find((sign) => count(sign) > count(',')) ?? ',';
}

function columnOf(name: string): string {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '');
  return columns.find((column) => plain(column) === plain(textOf(name))) ?? '';
}

function cellsOf(header: readonly string[], record: readonly string[]): Row {
  return Object.fromEntries(header.map((column, i) => [column, textOf((record[i] ?? '').trim())]));
}

/** Whether a row belongs to another game than the row before it. */
function beginsGame({ head, rounds }: Open, row: Row): boolean {
  if (row['id']) return row['id'] !== head['id'];
  if (row['round'] === '1' && rounds.length > 0) return true;
  return ['playedAt', ...four('player')].some((column) => row[column] && row[column] !== head[column]);
}

/** The columns of the whole game whose values differ between two of its rows. */
function conflictsOf({ head }: Open, row: Row, { lines }: Pick<Info, 'lines'>): string[] {
  return ofGame
    .filter((column) => row[column] && row[column] !== head[column])
    .map((column) =>
      expected.conflict({ line: lines, column, now: row[column] ?? '', first: head[column] ?? '' }),
    );
}

function closed({ place, head, rounds, rows, conflicts }: Open): ReadSheet {
  if (conflicts.length > 0)
    return {
      place,
      ...(head['id'] && { id: head['id'] }),
      broken: expected.oneAnswer(conflicts),
      text: JSON.stringify(head),
    };
  const start = four('start').map((column) => head[column] ?? '');
  return {
    place,
    rows,
    value: {
      ...(head['id'] && { id: head['id'] }),
      playedAt: momentOf(head['playedAt'] ?? ''),
      ...(head['group'] && { group: head['group'] }),
      players: four('player').map((column) => head[column]),
      ...(head['rules'] && { rules: rulesOf(head['rules']) }),
      ...(start.some((cell) => cell !== '') && {
        startingScores: start.map((cell) => numberOf(cell || '0')),
      }),
      rounds,
    },
  };
}

function roundOf(head: Row, row: Row): unknown {
  const number = (column: string) => numberOf(row[column] ?? '');
  const given = (column: string) => (row[column] ? number(column) : undefined);
  const scores = four('score').map(number);
  const others = four('played').map((column) => row[column] ?? '');
  const players = four('player').map((column, i) => others[i] || (head[column] ?? ''));
  return {
    ...(row['dealer'] && { dealer: seatOf(players, row['dealer']) }),
    ...(given('frisch') !== undefined && { frisch: given('frisch') }),
    trump: {
      seat: seatOf(players, row['declarer'] ?? ''),
      amount: number('amount'),
      suit: suitOf(row['suit'] ?? ''),
    },
    contracts: four('contract').map(number),
    tricks: four('tricks').map(number),
    ...(scores.some((score) => score !== '') && { scores }),
    ...(others.some((name) => name !== '') && { players }),
  };
}

/** The seat of a cell: the name of a player, or their position among the four, from 1. */
function seatOf(players: readonly string[], cell: string): unknown {
  const named = players.indexOf(cell);
  if (named >= 0) return named;
  return /^[1-4]$/.test(cell) ? Number(cell) - 1 : cell;
}

function isRule(name: string): name is keyof RuleProfile {
  return Object.hasOwn(profileOptions, name);
}

/** `zeroOver=30 missPerTrick=5` */
function rulesOf(cell: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    cell.split(/[\s,;]+/).map((text) => {
      const [name = '', value = ''] = text.split('=');
      const options: readonly (string | number | boolean)[] = isRule(name) ? profileOptions[name] : [];
      return [name, options.find((option) => String(option) === value) ?? value];
    }),
  );
}
