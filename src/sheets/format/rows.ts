import type { Sheet } from '../../protocol/index.ts';
import { seats, type PerSeat, type Seat } from '../../rules/index.ts';
import { cellOf } from './cells.ts';

/** The rows of a sheet, with the columns of the whole game in each of them. */
export function csvRows(sheet: Sheet): string[] {
  const { id = '', playedAt, group = '', players, rules = {}, startingScores = [], rounds } = sheet;
  const rule = Object.entries(rules).map(([name, value]) => `${name}=${String(value)}`);
  const head = [id, playedAt, group, ...players, rule.join(' ')].map(cellOf);
  return rounds.map(({ dealer, frisch = 0, trump, contracts, tricks, scores, players: others }, i) =>
    [
      ...head,
      ...seats.map((seat) => startingScores[seat] ?? ''),
      i + 1,
      dealer === undefined ? '' : seatCell(dealer, others ?? players),
      frisch,
      seatCell(trump.seat, others ?? players),
      trump.amount,
      trump.suit,
      ...contracts,
      ...tricks,
      ...seats.map((seat) => scores?.[seat] ?? ''),
      ...seats.map((seat) => (others && others[seat] !== players[seat] ? cellOf(others[seat]) : '')),
    ]
      .map((cell) => quoted(String(cell)))
      .join(','),
  );
}

/** A seat as its position, from 1: `#2` if somebody else is called 2. */
function seatCell(seat: Seat, four: PerSeat<string>): string {
  const position = String(seat + 1);
  return four.some((name, other) => name === position && other !== seat) ? `#${position}` : position;
}

function quoted(cell: string): string {
  return /[",;\n\r\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
