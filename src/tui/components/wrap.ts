import { widthOf } from '../text.ts';
import type { Piece } from './line.tsx';

type Word = Exclude<Piece, string>;

/** Pieces on several lines, each at most `width` columns wide. A longer word has a line of its own. */
export function wrapPieces(pieces: readonly Piece[], width: number): readonly (readonly Word[])[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of pieces.flatMap(wordsOf)) {
    const isLonger = used + (word.width ?? widthOf(word.text.trimEnd())) > width;
    const next = isLonger && used > 0 ? { ...word, text: word.text.trimStart() } : word;
    if (isLonger && used > 0) {
      lines.push([]);
      used = 0;
      if (next.text === '') continue;
    }
    lines.at(-1)?.push(next);
    used += next.width ?? widthOf(next.text);
  }
  return lines.map((line) => line.map((word, i) => (i === line.length - 1 ? trimmed(word) : word)));
}

const trimmed = (word: Word): Word =>
  word.width === undefined && word.tone !== 'picked' ? { ...word, text: word.text.trimEnd() } : word;

/** The words of a piece, each with the spaces behind it. A column, or the choice in brackets, is one word. */
function wordsOf(piece: Piece): Word[] {
  if (typeof piece === 'string') return wordsOf({ text: piece });
  if (piece.width !== undefined || piece.tone === 'picked') return [piece];
  return (piece.text.match(/ *[^ ]+ *| +/g) ?? []).map((text) => ({ ...piece, text }));
}
