import { foldedName, spaced } from '../../protocol/index.ts';
import { wireWords } from '../../words/index.ts';
import { numberOf } from './cells.ts';
import { four, numeric, ofGame } from './columns.ts';
import { momentOf } from './dates.ts';
import type { Habits, Row } from './row.ts';
import { gameOf, roundNumber } from './round.ts';
import type { Header, Place, ReadSheet } from './source.ts';

const { expected } = wireWords.sheets;

/** A game whose rows are being read. */
interface Open {
  readonly place: Place;
  readonly id: string;
  /** The group that its rows name, as a key; empty if none does yet. */
  group: string;
  /** The values of the whole game, from the first row that has each. */
  readonly head: Record<string, string>;
  readonly numbers: Set<number>;
  /** Whether the rounds so far are 1, 2, 3 … */
  isInOrder: boolean;
  /** Its rows as JSON, which is small, and their lines. */
  readonly rows: string[];
  readonly lines: number[];
}

interface Read {
  readonly row: Row;
  readonly line: number;
}

/** How the file is to be read. */
interface File {
  readonly header: Header;
  readonly habits: Habits;
}

/** Sorts the rows of a spreadsheet into games. */
export function createGames() {
  const games: Open[] = [];
  const byId = new Map<string, Open[]>();

  function begin({ cells }: Row, line: number): Open {
    const id = cells['id'] ?? '';
    const place = { line, index: games.length + 1 };
    const open = {
      place,
      id,
      group: '',
      head: {},
      numbers: new Set<number>(),
      isInOrder: true,
      rows: [],
      lines: [],
    };
    games.push(open);
    if (id !== '') byId.set(spaced(id), [...(byId.get(spaced(id)) ?? []), open]);
    return open;
  }

  function gameFor(row: Row, line: number): Open {
    const { id } = row.cells;
    const last = games.at(-1) ?? null;
    if (id !== undefined) {
      const found = sameGame(byId.get(spaced(id)) ?? [], row);
      return found ?? begin(row, line);
    }
    return last && !beginsGame(latest ?? last, row) ? (latest ?? last) : begin(row, line);
  }

  /** The game of the row before. */
  let latest: Open | null = null;

  return {
    add(row: Row, line: number): void {
      const open = gameFor(row, line);
      latest = open;
      const number = roundNumber(row);
      if (number !== null && number !== open.rows.length + 1) open.isInOrder = false;
      if (number !== null) open.numbers.add(number);
      for (const column of ofGame) {
        const cell = row.cells[column];
        if (cell !== undefined) open.head[column] ??= cell;
      }
      open.group ||= foldedName(row.cells['group'] ?? '');
      open.rows.push(JSON.stringify(row));
      open.lines.push(line);
    },
    *all(file: File): Generator<ReadSheet> {
      for (const open of games) yield closed(open, file);
    },
  };
}

/**
 * The game among those with one id that a row belongs to. The same id in two groups is two games: an export of all
 * games may have both.
 */
function sameGame(games: readonly Open[], row: Row): Open | null {
  const group = foldedName(row.cells['group'] ?? '');
  const number = roundNumber(row);
  const isFree = ({ numbers }: Open) => number === null || !numbers.has(number);
  if (group !== '')
    return (
      games.find((one) => one.group === group) ?? games.find((one) => one.group === '' && isFree(one)) ?? null
    );
  const free = games.findLast(isFree) ?? games.find((one) => one.group === '');
  // Without a head of its own a row cannot be another game, so it is a fault of this one.
  return free ?? (hasHead(row) ? null : (games.at(-1) ?? null));
}

const headColumns = ['playedAt', ...four('player')];
const hasHead = ({ cells }: Row) => headColumns.some((column) => cells[column] !== undefined);

/** Whether a row without an id belongs to another game than the row before it. */
function beginsGame({ id, head, numbers, isInOrder }: Open, row: Row): boolean {
  if (!hasHead(row)) return false;
  if (headColumns.some((column) => differs(column, row.cells[column], head[column]))) return true;
  // After rounds in a wrong order a round 1 may belong to this game too, and so the fault is for all of them.
  return roundNumber(row) === 1 && numbers.size > 0 && (id === '' ? isInOrder : numbers.has(1));
}

/** Whether two cells of a column say different things. An empty one says nothing. */
function differs(column: string, cell: string | undefined, first: string | undefined): boolean {
  if (cell === undefined) return false;
  const meaning = (text = '') => {
    if (column === 'playedAt') return momentOf(text);
    return numeric.includes(column)
      ? String(numberOf(text))
      : column === 'id'
        ? spaced(text)
        : foldedName(text);
  };
  return meaning(cell) !== meaning(first);
}

function closed(open: Open, file: File): ReadSheet {
  const { place, id, head } = open;
  const read = open.rows.map((text, i): Read => ({ row: JSON.parse(text) as Row, line: open.lines[i] ?? 0 }));
  // Without an id nothing else than the order of the rows says which belong together.
  const rows = id === '' ? read : sorted(read);
  const fault = faultOf(open, rows, file);
  if (fault) {
    const { at, broken, line } = fault;
    return {
      place: { ...place, line },
      broken,
      text: JSON.stringify(head),
      ...(at && { at }),
      ...(id !== '' && { id }),
    };
  }
  return {
    place,
    rows: rows.map(({ line }) => line),
    header: file.header,
    value: gameOf({ head, rows: rows.map(({ row }) => row) }, file.habits),
  };
}

function sorted(rows: readonly Read[]): readonly Read[] {
  const numbers = rows.map(({ row }) => roundNumber(row));
  return numbers.includes(null)
    ? rows
    : rows.toSorted((a, b) => (roundNumber(a.row) ?? 0) - (roundNumber(b.row) ?? 0));
}

interface Fault {
  readonly line: number;
  readonly broken: string;
  readonly at?: { readonly field: string; readonly found: string };
}

/** The first reason why rows are not one game. */
function faultOf(open: Open, rows: readonly Read[], { header }: File): Fault | null {
  const nameOf = (column: string) => header.get(column) ?? column;
  for (const { row, line } of rows)
    if (row.extra.length > 0)
      return { line, broken: expected.noCell, at: { field: expected.cell, found: row.extra.join(' ') } };
  const conflicts = rows.flatMap(({ row, line }) =>
    ofGame
      .filter((column) => differs(column, row.cells[column], open.head[column]))
      .map((column) =>
        expected.conflict({
          line,
          column: nameOf(column),
          now: row.cells[column] ?? '',
          first: open.head[column] ?? '',
        }),
      ),
  );
  if (conflicts.length > 0) return { line: open.place.line, broken: expected.oneAnswer(conflicts) };
  return orderFault(open, rows, nameOf('round')) ?? restartFault(open, rows);
}

/** Rounds that are not 1, 2, 3 … */
function orderFault({ id }: Open, rows: readonly Read[], field: string): Fault | null {
  if (rows.every(({ row }) => row.cells['round'] === undefined)) return null;
  for (const [i, { row, line }] of rows.entries()) {
    if (roundNumber(row) === i + 1) continue;
    const found = row.cells['round'] ?? '""';
    const broken = id === '' ? expected.roundInOrder(i + 1) : expected.roundOnce(i + 1);
    return { line, broken, at: { field, found } };
  }
  return null;
}

/** Without ids and numbers of rounds, a head that is written again may begin another game with the same players. */
function restartFault({ id, head }: Open, rows: readonly Read[]): Fault | null {
  const isHeaded = ({ row }: Read) => headColumns.every((column) => row.cells[column] !== undefined);
  if (id !== '' || rows.some(({ row }) => row.cells['round'] !== undefined)) return null;
  const bare = rows.findIndex((one) => !hasHead(one.row));
  const again = bare < 0 ? undefined : rows.slice(bare).find(isHeaded);
  if (!again) return null;
  const found = headColumns.map((column) => head[column]).join(' ');
  return { line: again.line, broken: expected.roundNumbers, at: { field: 'players', found } };
}
