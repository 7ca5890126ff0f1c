import { Box } from 'ink';
import type { ReactNode } from 'react';
import { InArea, marginOf, titleWidth, useArea, type Size } from '../area.ts';
import { widthOf } from '../text.ts';
import { Line, type Piece } from './line.tsx';
import type { Tone } from './tone.tsx';
import { wrapPieces } from './wrap.ts';

/** Some lines of a screen that are shown or left out together. */
export interface Part {
  /** Parts with the highest number are left out first. A part with 0 always stays. */
  readonly rank: number;
  readonly draw: (size: Size) => Drawn;
}

interface Drawn {
  readonly node: ReactNode;
  readonly lines: number;
}

/** A part that has a number of lines in every size. */
export const block = (node: ReactNode, lines: number, rank = 0): Part => ({
  rank,
  draw: () => ({ node, lines }),
});

/** An empty line, which is left out before anything else. */
export const gap: Part = block(<Line pieces={[]} />, 1, 9);

/** A sentence, on as many lines as it needs. */
export const line = (pieces: readonly Piece[], rank = 0): Part => ({
  rank,
  draw: (size) => inLines([], pieces, size),
});

export const sentence = (text: string, tone: Tone, rank = 0): Part => line([{ text, tone }], rank);

/** A title and the fact behind it, on as many lines as it needs. */
export const fact = (title: string, pieces: readonly Piece[], rank = 0): Part => ({
  rank,
  draw: (size) =>
    inLines([{ text: title, width: titleWidth(size) || widthOf(title) + 2, tone: 'dim' }], pieces, size),
});

/** Lines with the margin of the screen. Below the title, if there is one, the lines are indented. */
function inLines(title: readonly [] | readonly [Titled], pieces: readonly Piece[], size: Size): Drawn {
  const indent = marginOf(size) + (title[0]?.width ?? 0);
  const wrapped = wrapPieces(pieces, size.columns - indent);
  return {
    node: wrapped.map((line, i) => (
      <Line
        key={i}
        pieces={i === 0 ? [' '.repeat(marginOf(size)), ...title, ...line] : [' '.repeat(indent), ...line]}
      />
    )),
    lines: wrapped.length,
  };
}

interface Titled {
  readonly text: string;
  readonly width: number;
  readonly tone: Tone;
}

interface StackProps {
  readonly parts: readonly Part[];
  /** Something for the rows that are left over. */
  readonly below?: ReactNode;
}

/** Parts one below the other. If there are not enough rows, the least important ones are left out. */
export function Stack({ parts, below }: StackProps) {
  const area = useArea();
  const shown = fitting(
    parts.map(({ rank, draw }) => ({ rank, ...draw(area) })),
    area.rows,
  );
  const left = area.rows - shown.reduce((sum, { lines }) => sum + lines, 0);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {shown.map(({ node, lines }, i) => (
        <Box key={i} flexDirection="column" flexShrink={0} height={lines}>
          {node}
        </Box>
      ))}
      <InArea value={{ ...area, rows: left }}>{below}</InArea>
    </Box>
  );
}

/** The most important parts that fit in some rows, in their old order. */
function fitting<P extends { readonly rank: number; readonly lines: number }>(
  parts: readonly P[],
  rows: number,
): readonly P[] {
  let left = rows;
  const chosen = new Set<P>();
  for (const part of parts.toSorted((a, b) => a.rank - b.rank)) {
    if (part.rank > 0 && part.lines > left) continue;
    chosen.add(part);
    left -= part.lines;
  }
  return parts.filter((part) => chosen.has(part));
}
