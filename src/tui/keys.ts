import type { Suit } from '../rules/index.ts';
import type { Key } from './key-events.ts';

/**
 * Who may press a key: anybody; a seated player or the host; who has a seat; the host; or who may speak, or record
 * for the seat whose turn it is.
 */
export type Who = 'anybody' | 'player' | 'seated' | 'host' | 'speaker';

export interface Binding {
  readonly keys: readonly Key[];
  readonly command: string;
  /** What the help line says of it. */
  readonly label: string;
  /** How the help line names the keys; the first of them by default. */
  readonly shown?: string;
  /** Anybody by default. */
  readonly who?: Who;
  /** Only the help overlay tells of it; the screen itself shows what it does. */
  readonly quiet?: true;
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const seatDigits = ['1', '2', '3', '4'];

const formKeys = [
  { keys: ['up', 'down', 'left', 'right', 'tab'], command: 'move', label: 'field', shown: '↑↓←→' },
  { keys: digits, command: 'digit', label: 'number', shown: '0–9' },
  { keys: ['backspace'], command: 'clear', label: 'clear', shown: '⌫', quiet: true },
  { keys: ['enter'], command: 'enter', label: 'next, save' },
  { keys: ['escape'], command: 'close', label: 'back' },
] as const satisfies readonly Binding[];

/** The key of each suit. */
export const suitLetters: Readonly<Record<Suit, Key>> = {
  clubs: 'c',
  diamonds: 'd',
  hearts: 'h',
  spades: 's',
  no_trump: 'n',
};

const suitKeys = {
  keys: ['c', 'd', 'h', 's', 'n'],
  command: 'suit',
  label: 'suit',
  shown: 'c d h s n',
} as const satisfies Omit<Binding, 'who'>;

const recordFor = {
  keys: ['o'],
  command: 'recordFor',
  label: 'for others',
  who: 'player',
} as const satisfies Binding;

/** Every key of every screen. The help lines are made from it, and nothing else decides what a key does. */
export const keys = {
  lobby: [
    { keys: ['enter'], command: 'start', label: 'start', who: 'host' },
    { keys: ['a'], command: 'addGuest', label: 'add guest', who: 'host' },
    { keys: ['m'], command: 'moveSeats', label: 'move seats', who: 'player' },
    { keys: ['l'], command: 'leave', label: 'leave', who: 'player' },
  ],
  auction: [
    { keys: digits, command: 'digit', label: 'amount', shown: '0–9', who: 'speaker' },
    { keys: ['left', 'right'], command: 'amount', label: 'amount', shown: '←→', who: 'speaker', quiet: true },
    { ...suitKeys, who: 'speaker' },
    { keys: ['up', 'down'], command: 'nextSuit', label: 'suit', shown: '↑↓', who: 'speaker', quiet: true },
    { keys: ['enter'], command: 'bid', label: 'bid', who: 'speaker' },
    { keys: ['p'], command: 'pass', label: 'pass', who: 'speaker' },
    { keys: ['r'], command: 'record', label: 'record result', who: 'host' },
    recordFor,
  ],
  frisch: [{ keys: ['enter'], command: 'done', label: 'cards are passed', who: 'player' }],
  contracts: [
    { keys: digits, command: 'digit', label: 'contract', shown: '0–13', who: 'speaker' },
    {
      keys: ['left', 'right'],
      command: 'amount',
      label: 'contract',
      shown: '←→',
      who: 'speaker',
      quiet: true,
    },
    { keys: ['enter'], command: 'set', label: 'contract it', who: 'speaker' },
    recordFor,
  ],
  playing: [
    { keys: ['t'], command: 'mine', label: 'trick is mine', who: 'seated' },
    { keys: seatDigits, command: 'trick', label: 'trick of this seat', shown: '1–4', who: 'player' },
    { keys: ['r'], command: 'record', label: 'record all tricks', who: 'player' },
  ],
  round: [
    { keys: ['enter'], command: 'next', label: 'next round', who: 'player' },
    { keys: ['e'], command: 'end', label: 'end the game', who: 'host' },
  ],
  podium: [],

  guest: [
    { keys: ['enter'], command: 'add', label: 'add' },
    { keys: ['backspace'], command: 'erase', label: 'erase', shown: '⌫' },
    { keys: ['escape'], command: 'close', label: 'back' },
    { keys: ['text'], command: 'text', label: 'a name', shown: 'letters', quiet: true },
  ],
  substitute: [
    { keys: ['enter'], command: 'seat', label: 'give the seat' },
    { keys: ['tab'], command: 'other', label: 'account or guest' },
    { keys: ['backspace'], command: 'erase', label: 'erase', shown: '⌫' },
    { keys: ['escape'], command: 'close', label: 'back' },
    { keys: ['text'], command: 'text', label: 'a name', shown: 'letters', quiet: true },
  ],
  seats: [
    { keys: seatDigits, command: 'pick', label: 'seat', shown: '1–4' },
    { keys: ['escape'], command: 'close', label: 'back' },
  ],
  recordAuction: [...formKeys, suitKeys],
  recordTricks: formKeys,
  scores: [
    {
      keys: ['up', 'down', 'pageup', 'pagedown', 'home', 'end'],
      command: 'move',
      label: 'round',
      shown: '↑↓',
    },
    { keys: ['enter', 'c'], command: 'correct', label: 'correct this round', who: 'host' },
    { keys: ['escape', 's', 'tab', 'q'], command: 'close', label: 'back' },
  ],
  correct: [...formKeys, suitKeys],
  menu: [
    { keys: ['up', 'down'], command: 'move', label: 'choose', shown: '↑↓' },
    { keys: ['enter'], command: 'pick', label: 'do it' },
    { keys: ['escape', 'h', 'm', 'q'], command: 'close', label: 'back' },
  ],
  confirm: [
    { keys: ['y'], command: 'yes', label: 'yes' },
    { keys: ['n', 'escape', 'q'], command: 'no', label: 'no' },
  ],
  help: [{ keys: ['escape', '?', 'enter', 'q'], command: 'close', label: 'back' }],
} as const satisfies Record<string, readonly Binding[]>;

/** Keys of every screen of a game that is replayed, instead of its own. */
export const keysOfReplay = [
  { keys: ['right', 'enter', ' '], command: 'forth', label: 'next step', shown: '→' },
  { keys: ['left', 'backspace'], command: 'back', label: 'step back', shown: '←' },
  { keys: ['home'], command: 'first', label: 'start', shown: 'Home' },
  { keys: ['end'], command: 'last', label: 'end', shown: 'End' },
] as const satisfies readonly Binding[];

/** Keys of every screen that lies under no overlay; a key that the screen itself uses is the screen's. */
export const keysAnywhere = [
  { keys: ['s', 'tab'], command: 'scores', label: 'scores' },
  { keys: ['u'], command: 'undo', label: 'undo', who: 'player' },
  { keys: ['c', 'x'], command: 'correct', label: 'correct', who: 'host' },
  { keys: ['h', 'm'], command: 'menu', label: 'menu', who: 'player' },
  { keys: ['?'], command: 'help', label: 'help' },
  { keys: ['q'], command: 'quit', label: 'quit' },
] as const satisfies readonly Binding[];

export type ScreenName = keyof typeof keys;
export type Command<S extends ScreenName> = (typeof keys)[S][number]['command'];
export type CommandAnywhere = (typeof keysAnywhere)[number]['command'];

/** The binding of a key on a screen, or undefined. `text` stands for whatever one character types. */
export function bindingOf(bindings: readonly Binding[], key: Key): Binding | undefined {
  const isText = /^\P{Cc}+$/u.test(key) && !/^[a-z-]{2,}$/.test(key);
  return (
    bindings.find(({ keys }) => keys.includes(key)) ??
    (isText ? bindings.find(({ keys }) => keys.includes('text')) : undefined)
  );
}
