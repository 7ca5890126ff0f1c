import { withoutPasswords } from '../config/secrets.ts';
import { words } from '../words/index.ts';

const say = words.commands.mistakes;

/** The mistakes of a command line as the library says them, each with how this program says it. */
const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^missing required argument '(.*)'$/, (name = '') => say.missingArgument(name)],
  [/^option '(.*)' argument missing$/, (flags = '') => say.missingValue(flags)],
  [/^unknown option '(.*)'$/, (flag = '') => say.unknownOption(flag.split('=')[0] ?? flag)],
  [/^unknown command '(.*)'$/, (name = '') => say.unknownCommand(name)],
  [/^\(Did you mean (?:one of )?(.*)\?\)$/, (names = '') => say.didYouMean(names.split(', '))],
  [/^option '(.*)' cannot be used with option '(.*)'$/, (one = '', other = '') => say.conflict(one, other)],
  [
    /^too many arguments for '(.*)'\. Expected (\d+) arguments? but got (.*)\.$/,
    (command = '', expected = '', got = '') => say.tooMany(command, { expected: Number(expected), got }),
  ],
  [
    /^option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    (flags = '', value = '', choices = '') => say.wrongChoice(flags, { value, choices }),
  ],
];

/**
 * A mistake that the library tells, in the words of this program. Other sentences stay as they are. It shows no value of
 * an option that it does not know, and no password of a URL.
 */
export function inWords(text: string): string {
  return withoutPasswords(text)
    .split('\n')
    .map((line) => {
      const [, error, sentence = line] = /^(error: )(.*)$/.exec(line) ?? [];
      const said = sentenceOf(sentence);
      return error === undefined ? said : say.mistake(said);
    })
    .join('\n');
}

function sentenceOf(sentence: string): string {
  for (const [pattern, inOurWords] of sentences) {
    const found = pattern.exec(sentence);
    if (found) return inOurWords(...found.slice(1));
  }
  return sentence;
}
