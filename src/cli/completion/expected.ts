import type { Option } from 'commander';
import { words } from '../../words/index.ts';
import { isFamily, type CommandSpec, type LeafCommand } from '../command.ts';
import { sections } from '../commands/registry.ts';

const say = words.commands;

/** A word that a command line can go on with, and its meaning. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** Sources of words: the server, the disk, or the table of methods. */
export type Source = 'code' | 'game' | 'user' | 'group' | 'claim' | 'method' | 'file';

/** The ways in which a command line can go on at its last word. */
export interface Expected {
  /** Words that the program knows by itself. */
  readonly known: readonly Candidate[];
  /** The source of other words; null if there are none. */
  readonly source: Source | null;
  /** The part of the last word that is typed already. */
  readonly typed: string;
  /** The part of the same word before it, as in `--group=Fri`. */
  readonly prefix: string;
}

type Values = Pick<Expected, 'known' | 'source'>;

/** The ways in which this command line can go on. Its last word is still being written. */
export function expectedAfter(line: readonly string[]): Expected {
  const typed = unquoted(line.at(-1) ?? '');
  const before = line.slice(0, -1);
  const at = before.findIndex((word) => !word.startsWith('-'));
  const nothing: Expected = { known: [], source: null, typed, prefix: '' };
  if (at === -1)
    return { ...nothing, known: typed.startsWith('-') ? globalOptions : [...topNames, helpName] };
  const [name = '', ...rest] = before.slice(at);
  if (name === 'help') return { ...nothing, known: namesBelow(rest) };
  const command = allCommands.find((one) => one.name === name);
  if (!command) return nothing;
  return { ...nothing, ...afterCommand(command, rest, typed) };
}

/** Follows the words after the name of a command: options, the name of a subcommand, arguments. */
function afterCommand(command: CommandSpec, before: readonly string[], typed: string): Partial<Expected> {
  let { spec, options } = { spec: command, options: command.options ?? [] };
  let count = 0;
  let pending: Option | undefined;
  for (const word of before) {
    // Bash splits words at the equals sign.
    if (word === '=') continue;
    if (pending) pending = undefined;
    else if (word.startsWith('-')) pending = word.includes('=') ? undefined : withValue(options, word);
    else if (isFamily(spec)) {
      const leaf = spec.subcommands.find(({ name }) => name === unquoted(word));
      if (!leaf) return {};
      [spec, options] = [leaf, [...options, ...(leaf.options ?? [])]];
    } else count += 1;
  }
  if (pending) return { ...valuesOf(pending), typed: typed === '=' ? '' : typed };
  const [flag = '', value] = typed.split(/=(.*)/s);
  const option = typed.startsWith('--') && value !== undefined && withValue(options, flag);
  if (option) return { ...valuesOf(option), typed: unquoted(value), prefix: `${flag}=` };
  if (typed.startsWith('-')) return { known: optionNames(options) };
  return isFamily(spec) ? { known: spec.subcommands.filter(isShown).map(nameOf) } : argumentAt(spec, count);
}

const allCommands = sections.flatMap(({ commands }) => commands);
const isShown = ({ isHidden }: LeafCommand) => isHidden !== true;
const nameOf = ({ name, summary }: CommandSpec): Candidate => ({ value: name, about: summary });
const topNames = allCommands.map(nameOf);
const helpName: Candidate = { value: 'help', about: say.helpCommand };
const globalOptions: readonly Candidate[] = [
  { value: '--help', about: say.help },
  { value: '--version', about: say.version },
];

/** The names that can come next after `whist help`. */
function namesBelow(path: readonly string[]): readonly Candidate[] {
  const [name, ...more] = path;
  if (name === undefined) return topNames;
  const command = allCommands.find((one) => one.name === name);
  if (!command || !isFamily(command) || more.length > 0) return [];
  return command.subcommands.filter(isShown).map(nameOf);
}

function optionNames(options: readonly Option[]): readonly Candidate[] {
  return [
    ...options.map(({ long, description }) => ({ value: long ?? '', about: description })),
    { value: '--json', about: say.json },
    { value: '--help', about: say.help },
  ];
}

function withValue(options: readonly Option[], flag: string): Option | undefined {
  return options.find(
    ({ long, short, required, optional }) => (long === flag || short === flag) && (required || optional),
  );
}

/** The values of an option: its choices, or the words for its placeholder, like `<file>`. */
function valuesOf({ argChoices, flags }: Option): Values {
  return argChoices ? oneOf(argChoices) : named(/<([^>]+)>/.exec(flags)?.[1] ?? '');
}

function argumentAt({ arguments: placeholders = '' }: LeafCommand, index: number): Values {
  const placeholder = placeholders.split(' ')[index] ?? '';
  return named(placeholder.replace(/[<>[\]]/g, ''));
}

function oneOf(values: readonly string[]): Values {
  return { known: values.map((value) => ({ value, about: '' })), source: null };
}

/** The words for a placeholder: the values it lists, like `on|off`, or a source. */
function named(placeholder: string): Values {
  if (placeholder.includes('|')) return oneOf(placeholder.split('|'));
  const sources: Readonly<Record<string, Source>> = {
    code: 'code',
    id: 'game',
    game: 'game',
    user: 'user',
    group: 'group',
    claim: 'claim',
    method: 'method',
    file: 'file',
    folder: 'file',
  };
  return { known: [], source: sources[placeholder] ?? null };
}

/** Removes the quote and the backslashes of a word, which the shell keeps in a word that is not complete. */
function unquoted(word: string): string {
  return word.replace(/^["']/, '').replace(/\\(.)/g, '$1');
}
