import { words } from '../words/index.ts';

const longest = 64; // characters, as the protocol has it
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A name after one more key: the typed character is added; with null, the last character is removed. */
export function retyped(
  text: string,
  typed: string | null,
): { readonly text: string } | { readonly say: string } {
  if (typed === null) {
    const left = Array.from(characters.segment(text), ({ segment }) => segment).slice(0, -1);
    return { text: left.join('') };
  }
  return text.length + typed.length > longest
    ? { say: words.screens.name.tooLong(longest) }
    : { text: text + typed };
}
