import { Box, Text } from 'ink';
import { useContext } from 'react';
import { encode } from 'uqr';
import { apart } from '../../bidi/row.ts';
import { isRightToLeft } from '../../words/index.ts';
import { onlyAscii } from '../../words/plain.ts';
import { Colours } from './tone.tsx';

/** Two rows of squares in one row of half blocks: the light squares are drawn. */
const halves: Readonly<Record<string, string>> = { '..': ' ', '#.': '▀', '.#': '▄', '##': '█' };

/**
 * The lines of the QR code of a text, with a border of one square; none on a terminal that cannot show half blocks. In
 * twice the size it can be read from further away.
 */
export function qrLines(text: string, scale: 1 | 2 = 1): readonly string[] {
  if (onlyAscii()) return [];
  const { data } = encode(text, { ecc: 'L', border: 1 });
  if (scale === 2) return data.map((row) => row.map((isDark) => (isDark ? '  ' : '██')).join(''));
  const mark = (isDark: boolean | undefined) => (isDark === false ? '#' : '.');
  return data.flatMap((row, y) =>
    y % 2 === 0 ? [row.map((dark, x) => halves[mark(dark) + mark(data[y + 1]?.[x])]).join('')] : [],
  );
}

/**
 * A QR code. A camera needs light on dark in every theme, so it has colours of its own. Its rows run from the left in
 * every language.
 */
export function QrCode({ lines }: { lines: readonly string[] }) {
  const isColoured = useContext(Colours);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((line, i) => (
        <Text key={i} {...(isColoured && { color: '#ffffff', backgroundColor: '#000000' })}>
          {isRightToLeft ? apart(line) : line}
        </Text>
      ))}
    </Box>
  );
}
