import { describe, expect, test } from 'vitest';
import { english } from '../../src/words/english/index.ts';
import { hebrew } from '../../src/words/hebrew/index.ts';

type Sentence = string | ((...args: unknown[]) => unknown);

/** Every sentence of a table by its path, as in `screens.frame.online`. */
function sentences(table: object, path = ''): [string, Sentence][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): [string, Sentence][] =>
    typeof value === 'object' && value !== null
      ? sentences(value, `${path}${key}.`)
      : [[path + key, value as Sentence]],
  );
}

const inEnglish = new Map(sentences(english));
const inHebrew = new Map(sentences(hebrew));

/** Arguments for sentences whose parts are not plain texts and numbers. */
const bid = { seat: 1, amount: 7, suit: 'hearts' };
const names = ['Alpha', 'Beta', 'Gamma', 'Delta'];
const special: Readonly<Record<string, readonly unknown[]>> = {
  'cards.bid': [bid],
  'explanations.bidMustBeat': [bid],
  'explanations.contractBelow': ['Alpha', bid],
  'explanations.wrongPhase': ['playing'],
  'story.highlight': [{ kind: 'comeback', seat: 1, points: 71 }, names],
  'story.remark': [{ kind: 'big_contract', seat: 2, contract: 71 }, names],
};

/** An object whose properties all exist, each with a value made from its name. */
const objectOf = (valueOf: (name: string) => unknown) =>
  new Proxy({}, { get: (_, name) => (typeof name === 'string' ? valueOf(name) : undefined) });

/** Several guesses at the arguments of a sentence; the first one that the English sentence accepts is used. */
function guesses(path: string): readonly (readonly unknown[])[] {
  const known = special[path];
  if (known) return [known];
  const numberOf = (name: string) => 100 + name.length;
  const kinds = [
    (i: number) => [71, 73, 79][i],
    (i: number) => `text${i}`,
    (i: number) => [`one${i}`, `two${i}`],
    () => objectOf((name) => `<${name}>`),
    () => objectOf(numberOf),
    () => objectOf((name) => [`<${name}>`]),
  ];
  return kinds.flatMap((first) => kinds.map((other) => [first(0), other(1), other(2)]));
}

function said(sentence: Sentence, args: readonly unknown[]): string | null {
  if (typeof sentence === 'string') return sentence;
  try {
    const text = sentence(...args);
    return typeof text === 'string' && !/\[object|undefined|NaN/.test(text) ? text : null;
  } catch {
    return null;
  }
}

const markers = (text: string) => new Set(text.match(/text\d|one\d|two\d|<\w+>|\d{2,}|Alpha|Beta|Gamma/g));

/** Numbers that English says in digits and Hebrew need not say, and the reverse. */
const free: ReadonlySet<string> = new Set(['13']);

describe('the Hebrew table', () => {
  test('has the same sentences as the English one', () => {
    expect([...inHebrew.keys()].toSorted()).toEqual([...inEnglish.keys()].toSorted());
  });

  test.each([...inEnglish].filter(([, sentence]) => typeof sentence === 'function'))(
    'says as much as the English one in %s',
    (path, sentence) => {
      const other = inHebrew.get(path) ?? '';
      const args = guesses(path).find((guess) => said(sentence, guess) !== null);
      // A few sentences need arguments that cannot be guessed; other tests show them.
      const [first, second] = args ? [said(sentence, args), said(other, args)] : ['', ''];
      expect(second).not.toBeNull();
      const missing = [...markers(first ?? '')].filter((one) => !second?.includes(one) && !free.has(one));
      expect(missing).toEqual([]);
    },
  );

  test('has no direction characters except marks, because sentences are isolated when they are drawn', () => {
    const all = [...inHebrew].flatMap(([path, sentence]) =>
      /[\u202A-\u202E\u2066-\u2069]/.test(typeof sentence === 'string' ? sentence : String(sentence))
        ? [path]
        : [],
    );
    expect(all).toEqual([]);
  });
});

/** Keys of a keyboard, cells without a title and names of programs are the same in every language. */
const sameOnPurpose =
  /^(keys\.names\.(enter|escape|tab|backspace|home|end)|output\.(board\.head|player\.opponentsHead)\.0|pages\.host\.redis)$/;

test('no sentence stays English, except those of a server', () => {
  const left = [...inEnglish].flatMap(([path, sentence]) =>
    inHebrew.get(path) === sentence && !path.startsWith('server.') && !sameOnPurpose.test(path) ? [path] : [],
  );
  expect(left).toEqual([]);
});
