/** Letters, five points high and three points wide, row by row. */
const glyphs: Readonly<Record<string, string | undefined>> = {
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
  '−': '.../.../###/.../...',
  '-': '.../.../###/.../...',
  '.': '.../.../.../.../.#.',
  '…': '.../.../.../.../#.#',
  "'": '.#./.#./.../.../...',
  '’': '.#./.#./.../.../...',
  _: '.../.../.../.../###',
  '/': '..#/..#/.#./#../#..',
  ' ': '.../.../.../.../...',
};

/** Two rows of points in one row of half blocks. */
const halves: Readonly<Record<string, string>> = { '..': ' ', '#.': '▀', '.#': '▄', '##': '█' };

const pointsOf = (text: string) =>
  Array.from(text, (letter) => (glyphs[letter] ?? glyphs[' '] ?? '').split('/'));

/** Whether every letter of a text can be drawn large. */
export const isDrawable = (text: string) => Array.from(text).every((letter) => glyphs[letter] !== undefined);

/** A text on three lines; each point is half a line high, and as wide as `pointWidth` says. */
export const halfBlocks = (text: string, pointWidth: 1 | 2): string[] =>
  [0, 2, 4].map((row) =>
    pointsOf(text)
      .map((letter) =>
        Array.from(letter[row] ?? '...', (upper, i) =>
          (halves[upper + (letter[row + 1]?.[i] ?? '.')] ?? ' ').repeat(pointWidth),
        ).join(''),
      )
      .join(' '.repeat(pointWidth)),
  );

/** A text on five lines; each point is a line high and two columns wide. */
export const fullBlocks = (text: string): string[] =>
  [0, 1, 2, 3, 4].map((row) =>
    pointsOf(text)
      .map((letter) => Array.from(letter[row] ?? '...', (point) => (point === '#' ? '██' : '  ')).join(''))
      .join('  '),
  );
