/** A command, a path, a name of a file, an option: words of other letters with single spaces between them. */
const words = /[^\s\p{Script=Hebrew}\u2066-\u2069]+(?: [^\s\p{Script=Hebrew}\u2066-\u2069]+)*/gu;

/** A share, a range, a date, numbers with commas, a sign and its number. */
const numbers = new RegExp(
  [
    String.raw`(?<![\p{L}\d])[+\u2212-]?\d+(?:\.\d+)? ?%`,
    String.raw`(?<![\p{L}\d])\d+(?:[\u2013\u2212×:./-]\d+)+`,
    String.raw`(?<![\p{L}\d])[+\u2212-]?\d+(?:,[\u2212-]?\d+)+`,
    String.raw`(?<![\p{L}\d])[+\u2212-]\d+`,
  ].join('|'),
  'gu',
);

/** The parts of a line in Hebrew that are read from the left: where each begins, and where it ends. */
export function foreignParts(line: string): readonly (readonly [from: number, to: number])[] {
  const parts = Array.from(line.matchAll(words), ({ 0: found, index }) => piecesOf(found, index)).flat();
  const isFree = (at: number) => !parts.some(([from, to]) => from <= at && at < to);
  const counted = Array.from(
    line.matchAll(numbers),
    ({ 0: found, index }) => [index, index + found.length] as const,
  );
  return [...parts, ...counted.filter(([from, to]) => isFree(from) && isFree(to - 1))];
}

/** The pieces between the commas and colons of a sentence, so far as they have letters. Text in backticks is one. */
function piecesOf(found: string, start: number): (readonly [number, number])[] {
  return Array.from(found.matchAll(/(?:`[^`]*`|[^`.,;:!?]|[.,;:!?](?! |$)|`)+/g), ({ 0: piece, index }) => {
    const [from, to] = trimmed(piece);
    return [start + index + from, start + index + to, piece.slice(from, to)] as const;
  })
    .filter(([, , piece]) => /\p{L}/u.test(piece) || /^-+$/.test(piece))
    .map(([from, to]) => [from, to] as const);
}

const brackets: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['<', '>'],
];

/** The piece without spaces, without the full stop of its sentence and without half of a pair of brackets. */
function trimmed(piece: string): [from: number, to: number] {
  let [from, to] = [0, piece.length];
  for (;;) {
    const part = piece.slice(from, to);
    const lacks = ([one, other]: readonly [string, string], sign: string | undefined) =>
      (sign === one || sign === other) && part.split(one).length !== part.split(other).length;
    const [first, last] = [part.at(0), part.at(-1)];
    if (/[\s.!?·=]$/.test(part) && !part.endsWith('...')) to -= 1;
    else if (/^[\s·=]/.test(part)) from += 1;
    else if (brackets.some((pair) => last === pair[1] && lacks(pair, last))) to -= 1;
    else if (brackets.some((pair) => first === pair[0] && lacks(pair, first))) from += 1;
    else return [from, to];
  }
}
