import { english } from './english/index.ts';
import { language } from './language.ts';
import { words } from './table.ts';

type Sentence = string | ((...parts: never[]) => unknown);

/** `must be …` and `breaks …` take any text, so that every fault would seem to be one of them. */
const { mustBe: _, breaks: __, ...misfits } = english.misfits;

/** The English parts that a server puts into its faults, and this process into those of a sheet. */
const said = [...pairs(misfits, words.misfits), ...pairs(english.sheets.expected, words.sheets.expected)];

function pairs(table: object, other: object): (readonly [Sentence, Sentence])[] {
  const others = new Map(Object.entries(other) as [string, Sentence | object][]);
  return (Object.entries(table) as [string, Sentence | object][]).flatMap(([key, one]) => {
    const two = others.get(key) ?? one;
    return typeof one === 'object' ? pairs(one, two as object) : [[one, two as Sentence] as const];
  });
}

/** How the value of a param or of a sheet is wrong, in the language of this terminal, so far as it is known. */
export function translated(fault: string): string {
  if (language === 'en') return fault;
  for (const [one, other] of said) {
    if (typeof other === 'string' && one === fault) return other;
    const parts = typeof one === 'function' ? partsOf(fault, one) : null;
    if (parts && typeof other === 'function') return String(other(...(parts as never[])));
  }
  // The descriptions in the schemas of the protocol are English.
  return fault.startsWith('must ') ? words.misfits.notValid : fault;
}

/** Stands for the only part of a sentence, which may be a list. */
const mark = '\u0001';

/** The parts of a sentence that a function has made; null if it has not. */
function partsOf(sentence: string, made: (...parts: never[]) => unknown): readonly unknown[] | null {
  for (const part of [mark, [mark]]) {
    const [before, after, ...more] = templateOf(made, part);
    if (before === undefined || after === undefined || more.length > 0) continue;
    if (!sentence.startsWith(before) || !sentence.endsWith(after)) continue;
    const found = sentence.slice(before.length, sentence.length - after.length);
    if (before + found + after === sentence) return [typeof part === 'string' ? found : [found]];
  }
  return null;
}

/** The text around the part of a sentence; empty if the function does not take such a part. */
function templateOf(made: (...parts: never[]) => unknown, part: unknown): string[] {
  try {
    return String(made(part as never)).split(mark);
  } catch {
    return [];
  }
}
