import { suits, type Suit } from '../rules/index.ts';
import { words } from '../words/index.ts';
import { commandKey, type Key } from './key-events.ts';

/** A key as the help describes it. */
export interface KeyHelp {
  /** All these keys do the same. `text` means any character. */
  readonly keys: readonly Key[];
  readonly label: string;
  /** How the help names the keys; the first of them by default. */
  readonly shown?: string;
  /** Only the help overlay shows this key, because the screen itself shows what it does. */
  readonly quiet?: true;
}

export const digits: readonly Key[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
export const seatDigits: readonly Key[] = ['1', '2', '3', '4'];

/** The key of each suit. */
export const suitKeys: Readonly<Record<Suit, Key>> = {
  clubs: 'c',
  diamonds: 'd',
  hearts: 'h',
  spades: 's',
  no_trump: 'n',
};

/** The suit that a key names. */
export const suitOf = (key: Key): Suit | null => suits.find((suit) => suitKeys[suit] === key) ?? null;

export const suitBinding = {
  keys: Object.values(suitKeys),
  command: 'suit',
  label: words.keys.suit,
  shown: Object.values(suitKeys).join(' '),
} as const;

export const adviceBinding = { keys: ['a'], command: 'advice', label: words.keys.advice } as const;

export const closeBinding = { keys: ['escape'], command: 'close', label: words.keys.back } as const;

/** The keys for typing a name. */
export const textBindings = [
  { keys: ['backspace'], command: 'erase', label: words.keys.erase },
  closeBinding,
  {
    keys: ['text'],
    command: 'text',
    label: words.keys.name,
    shown: words.keys.names.anyLetter,
    quiet: true,
  },
] as const;

/** The keys of a form. */
export const formBindings = [
  {
    keys: ['up', 'down', 'left', 'right', 'tab'],
    command: 'move',
    label: words.keys.field,
    shown: '↑↓←→',
  },
  { keys: digits, command: 'digit', label: words.keys.number, shown: '0–9' },
  { keys: ['backspace'], command: 'clear', label: words.keys.clear, quiet: true },
  { keys: ['enter'], command: 'enter', label: words.keys.nextOrSave },
  closeBinding,
] as const;

/** The binding of a typed key, and the key as that binding takes it; null if there is no such binding. */
export function bindingOf<B extends KeyHelp>(
  bindings: readonly B[],
  typed: Key,
): { readonly binding: B; readonly key: Key } | null {
  const text = bindings.find(({ keys }) => keys.includes('text'));
  // In a name, letters stay as they were typed; everywhere else they are commands.
  const key = text ? typed : commandKey(typed);
  const binding = bindings.find(({ keys }) => keys.includes(key)) ?? (isText(typed) ? text : undefined);
  return binding ? { binding, key } : null;
}

/** Whether a key types a character, and is not a special key by its name. */
const isText = (key: Key) => /^\P{Cc}+$/u.test(key) && !/^[a-z-]{2,}$/.test(key);
