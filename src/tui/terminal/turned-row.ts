import { reordering } from '../../bidi/reordering.ts';
import { rightToLeft, withIsolates } from '../../bidi/row.ts';
import { isRightToLeft } from '../../words/index.ts';
import { widthOf } from '../text.ts';

/**
 * A row of a frame, with right-to-left text as the terminal takes it. It is done at the very end, so that every screen
 * is laid out once, from left to right, and Ink knows nothing of it. In a left-to-right interface only names run the
 * other way.
 */
export function turnedRow(row: string, columns: number): string {
  if (isRightToLeft) return rightToLeft(row, Math.max(0, columns - widthOf(row)));
  return reordering() === 'terminal' ? withIsolates(row) : row;
}
