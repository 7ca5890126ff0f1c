import type { Page } from '../../operator/index.ts';

/** The moment and the id of the last row of a page. */
interface Place {
  readonly at: Date;
  readonly id: string;
}

/** The place in a cursor that has passed the gate. */
export function cursorOf(text: string): Place {
  const [at = '', id = ''] = text.split('_');
  return { at: new Date(at), id };
}

/** A page of rows, of which there is one more than the limit if another page follows. */
export function pageOf<Row extends { readonly id: string }, Line>(
  found: readonly Row[],
  how: {
    readonly limit: number;
    readonly at: (row: Row) => Date;
    readonly line: (row: Row) => Line;
  },
): Page<Line> {
  const rows = found.slice(0, how.limit);
  const last = rows.at(-1);
  const hasMore = found.length > how.limit && last !== undefined;
  return { rows: rows.map(how.line), next: hasMore ? `${how.at(last).toISOString()}_${last.id}` : null };
}
