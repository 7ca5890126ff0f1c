import type { Option } from 'commander';
import { commands, type CommandSpec } from '../commands/registry.ts';

/** A word that a command line can go on with, and what it means. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** What has to be asked for: of the server, of the disk, or of the command itself. */
export type Source = 'code' | 'id' | 'user' | 'group' | 'claim' | 'method' | 'file' | 'action';

/** What a command line can go on with at its last word. */
export interface Expected {
  /** Words that are known from the program alone. */
  readonly words: readonly Candidate[];
  /** What else there may be; null where there is nothing. */
  readonly source: Source | null;
  /** The command, and the arguments before the last word. */
  readonly command: string;
  readonly args: readonly string[];
  /** What has been written of the last word. */
  readonly typed: string;
  /** What stands before it in the same word, as in `--group=Fri`. */
  readonly prefix: string;
}

/** What can follow these words of a command line, of which the last is being written. */
export function expectedAfter(words: readonly string[]): Expected {
  const before = words.slice(0, -1);
  const typed = unquoted(words.at(-1) ?? '');
  const at = before.findIndex((word) => !word.startsWith('-'));
  const nothing = { words: [], source: null, command: before[at] ?? '', args: [], typed, prefix: '' };
  if (at === -1 || (before[at] === 'help' && before.length === at + 1))
    return { ...nothing, words: typed.startsWith('-') ? globalOptions : commandNames(at === -1) };
  const command = commands.find(({ usage }) => usage.split(' ')[0] === before[at]);
  if (!command) return nothing;

  const args: string[] = [];
  let pending: Option | undefined;
  for (const word of before.slice(at + 1)) {
    // Bash breaks words at the equals sign.
    if (word === '=') continue;
    if (pending) pending = undefined;
    else if (word.startsWith('-')) pending = word.includes('=') ? undefined : optionWithValue(command, word);
    else args.push(unquoted(word));
  }
  const here = { ...nothing, args };
  if (pending) return { ...here, ...valuesOf(pending), typed: typed === '=' ? '' : typed };
  const [flag = '', value] = typed.split(/=(.*)/s);
  const option = typed.startsWith('--') && value !== undefined && optionWithValue(command, flag);
  if (option) return { ...here, ...valuesOf(option), typed: unquoted(value), prefix: `${flag}=` };
  if (typed.startsWith('-')) return { ...here, words: optionNames(command) };
  return { ...here, ...argumentAt(command, args.length) };
}

const globalOptions: readonly Candidate[] = [
  { value: '--help', about: 'Show the help.' },
  { value: '--version', about: 'Show the version.' },
];

function commandNames(withHelp: boolean): readonly Candidate[] {
  const names = commands.map(({ usage, summary }) => ({ value: usage.split(' ')[0] ?? '', about: summary }));
  return withHelp ? [...names, { value: 'help', about: 'Show the help of a command.' }] : names;
}

function optionNames({ options }: CommandSpec): readonly Candidate[] {
  return [
    ...options.map(({ long, description }) => ({ value: long ?? '', about: description })),
    { value: '--json', about: 'Write data as JSON.' },
    { value: '--help', about: 'Show the help of this command.' },
  ];
}

function optionWithValue({ options }: CommandSpec, flag: string): Option | undefined {
  return options.find(
    ({ long, short, required, optional }) => (long === flag || short === flag) && (required || optional),
  );
}

type Values = Pick<Expected, 'words' | 'source'>;

/** The values of an option: its choices, or what it takes, like a `<file>`. */
function valuesOf({ argChoices, flags }: Option): Values {
  if (argChoices) return { words: argChoices.map((value) => ({ value, about: '' })), source: null };
  return named(/<([^>]+)>/.exec(flags)?.[1] ?? '');
}

function argumentAt({ usage }: CommandSpec, index: number): Values {
  const names = usage.split(' ').slice(1);
  return named((names[index] ?? '').replace(/[<>[\]]/g, ''));
}

/** What a placeholder of the usage stands for. */
function named(placeholder: string): Values {
  const known: Readonly<Record<string, Source>> = {
    code: 'code',
    id: 'id',
    user: 'user',
    group: 'group',
    method: 'method',
    file: 'file',
    folder: 'file',
    action: 'action',
    what: 'action',
    name: 'action',
  };
  if (placeholder.includes('|'))
    return { words: placeholder.split('|').map((value) => ({ value, about: '' })), source: null };
  return { words: [], source: known[placeholder] ?? null };
}

/** A shell gives a word that is not finished with the quote it begins with. */
function unquoted(word: string): string {
  return word.replace(/^["']/, '').replace(/\\(.)/g, '$1');
}
