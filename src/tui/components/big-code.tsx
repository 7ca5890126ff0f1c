import { Box } from 'ink';
import { Line } from './line.tsx';

/** Letters, five points high and three points wide, row by row. */
const glyphs: Readonly<Record<string, string>> = {
  '0': '###/#.#/#.#/#.#/###',
  '1': '.#./##./.#./.#./###',
  '2': '##./..#/.#./#../###',
  '3': '##./..#/.#./..#/##.',
  '4': '#.#/#.#/###/..#/..#',
  '5': '###/#../##./..#/##.',
  '6': '.##/#../###/#.#/###',
  '7': '###/..#/.#./.#./.#.',
  '8': '###/#.#/###/#.#/###',
  '9': '###/#.#/###/..#/##.',
  A: '.#./#.#/###/#.#/#.#',
  B: '##./#.#/##./#.#/##.',
  C: '.##/#../#../#../.##',
  D: '##./#.#/#.#/#.#/##.',
  E: '###/#../##./#../###',
  F: '###/#../##./#../#..',
  G: '.##/#../#.#/#.#/.##',
  H: '#.#/#.#/###/#.#/#.#',
  I: '###/.#./.#./.#./###',
  J: '..#/..#/..#/#.#/.#.',
  K: '#.#/#.#/##./#.#/#.#',
  L: '#../#../#../#../###',
  M: '#.#/###/###/#.#/#.#',
  N: '##./#.#/#.#/#.#/#.#',
  O: '###/#.#/#.#/#.#/###',
  P: '##./#.#/##./#../#..',
  Q: '.#./#.#/#.#/.#./..#',
  R: '##./#.#/##./#.#/#.#',
  S: '.##/#../.#./..#/##.',
  T: '###/.#./.#./.#./.#.',
  U: '#.#/#.#/#.#/#.#/###',
  V: '#.#/#.#/#.#/#.#/.#.',
  W: '#.#/#.#/###/###/#.#',
  X: '#.#/#.#/.#./#.#/#.#',
  Y: '#.#/#.#/.#./.#./.#.',
  Z: '###/..#/.#./#../###',
};

/** Two rows of points in one row of half blocks. */
const halves: Readonly<Record<string, string>> = { '..': ' ', '#.': '▀', '.#': '▄', '##': '█' };

/** Three lines that show a room code in large letters, which people can read across a table. */
function bigLetters(code: string): string[] {
  const letters = Array.from(code, (letter) => (glyphs[letter] ?? '.../.../.../.../...').split('/'));
  return [0, 2, 4].map((row) =>
    letters
      .map((letter) =>
        Array.from(letter[row] ?? '...', (upper, i) => {
          const half = halves[upper + (letter[row + 1]?.[i] ?? '.')] ?? ' ';
          return half + half;
        }).join(''),
      )
      .join('  '),
  );
}

export function BigCode({ code }: { code: string }) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {bigLetters(code).map((text, i) => (
        <Line key={i} pieces={['   ', { text, tone: 'strong' }]} />
      ))}
    </Box>
  );
}
