import createBidi from 'bidi-js';

const { getEmbeddingLevels, getMirroredCharacter } = createBidi();

export { hasRightToLeft } from './letters.ts';

/** A character, with the index at which it stands in the text. */
interface Placed {
  readonly text: string;
  readonly index: number;
}

/**
 * Characters in the order in which they stand on a line from left to right, with brackets turned where they are read
 * from the right. A character here is what people see as one: a letter with its marks, an emoji.
 */
export function visualOrder(characters: readonly string[], base: 'ltr' | 'rtl'): Placed[] {
  const { levels } = getEmbeddingLevels(characters.join(''), base);
  let offset = 0;
  let line = characters.map((text, index) => {
    const level = levels[offset] ?? 0;
    offset += text.length;
    return { text: level % 2 === 1 ? (getMirroredCharacter(text) ?? text) : text, index, level };
  });
  const highest = Math.max(0, ...line.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) line = reversed(line, level);
  return line;
}

/** The line with each run of this level, or of a higher one, turned round. */
function reversed<T extends { readonly level: number }>(line: readonly T[], level: number): T[] {
  const turned: T[] = [];
  let run: T[] = [];
  for (const one of line) {
    if (one.level >= level) run.unshift(one);
    else {
      turned.push(...run, one);
      run = [];
    }
  }
  return [...turned, ...run];
}
