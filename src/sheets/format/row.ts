import type { Decimal } from './cells.ts';
import type { DayFirst } from './dates.ts';

/** A row of a spreadsheet: its cells that are not empty, by their columns, and those in no column. */
export interface Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly extra: readonly string[];
}

/** How a file writes what other files write in another way. */
export interface Habits {
  readonly decimal: Decimal;
  readonly dayFirst: DayFirst;
}

/** Collects what the cells of a file show. Cells that contradict each other show nothing. */
export function createHabits() {
  const [decimal, dayFirst] = [new Set<Decimal>(), new Set<DayFirst>()];
  return { decimal, dayFirst, found: (): Habits => ({ decimal: only(decimal), dayFirst: only(dayFirst) }) };
}

function only<T>(values: ReadonlySet<T | null>): T | null {
  const [value = null, ...others] = [...values].filter((one) => one !== null);
  return others.length === 0 ? value : null;
}
