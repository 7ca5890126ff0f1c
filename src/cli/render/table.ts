import stringWidth from 'string-width';

/**
 * Rows as lines of text. Each column is as wide as its widest cell on a terminal. Numbers are on the right. To load
 * `string-width` takes as long as to start Node, so commands that scripts run often import this only for people.
 */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => stringWidth(String(row[column] ?? '')))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const gap = ' '.repeat((widths[column] ?? 0) - stringWidth(String(cell)));
          return typeof cell === 'number' ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
