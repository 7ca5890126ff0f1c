/** The part of a list that is shown. */
export interface ListWindow {
  readonly count: number;
  readonly cursor: number;
  /** Index of the first shown line, and the number of shown lines. */
  readonly first: number;
  readonly visible: number;
}

/** As many lines as fit; the line of the cursor is always one of them. */
export function windowOf(count: number, cursor: number, rows: number): ListWindow {
  const visible = Math.max(1, Math.min(count, rows));
  const first = Math.min(Math.max(0, cursor - Math.floor(visible / 2)), count - visible);
  return { count, cursor, first, visible };
}

/** The mark in the margin of a line: the cursor, or an arrow where the list goes on. */
export function markOf({ count, cursor, first, visible }: ListWindow, at: number): '▶' | '↑' | '↓' | '' {
  if (at === cursor) return '▶';
  if (at === first && first > 0) return '↑';
  return at === first + visible - 1 && at < count - 1 ? '↓' : '';
}
