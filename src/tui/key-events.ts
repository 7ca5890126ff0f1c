/**
 * One key press: the character it typed, or one of `enter`, `escape`, `tab`, `backspace`, `up`, `down`, `left`,
 * `right`, `pageup`, `pagedown`, `home`, `end`, `ctrl-c`, `ctrl-z`.
 */
export type Key = string;

/** The flags that Ink sets for a chunk of input that starts with a special key. */
type Special = Readonly<
  Partial<
    Record<
      | 'upArrow'
      | 'downArrow'
      | 'leftArrow'
      | 'rightArrow'
      | 'pageUp'
      | 'pageDown'
      | 'home'
      | 'end'
      | 'return'
      | 'escape'
      | 'tab'
      | 'backspace'
      | 'delete'
      | 'ctrl'
      | 'meta',
      boolean
    >
  >
>;

const specialKeys = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
] as const satisfies readonly (readonly [keyof Special, Key])[];

const controlCharacters: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The single key presses in one chunk of input, in order. Text that was typed quickly, or pasted, comes in one piece
 * (`7\r`), and Ink splits it only at escape sequences.
 */
export function splitKeys(input: string, special: Special): Key[] {
  const named = specialKeys.find(([flag]) => special[flag]);
  if (named) return [named[1]];
  if (special.ctrl) return input === 'c' || input === 'z' ? [`ctrl-${input}`] : [];
  // Escape and a letter, typed quickly, look like Alt and the letter. No key here uses Alt.
  if (special.meta) return ['escape', ...splitKeys(input, {})];
  return Array.from(characters.segment(input), ({ segment }) => controlCharacters[segment] ?? segment).filter(
    (key) => !/^\p{Cc}/u.test(key),
  );
}

/** The letters of a keyboard, row by row, and what the same keys type in the other layouts of the players: Hebrew and Russian. */
const latinRows = 'qwertyuiop asdfghjkl zxcvbnm';
const otherRows = ["/'קראטוןםפ שדגכעיחלך זסבהנמצ", 'йцукенгшщз фывапролд ячсмить'];

const latinKeys: ReadonlyMap<string, Key> = new Map(
  otherRows.flatMap((rows) => Array.from(rows, (letter, i) => [letter, latinRows[i] ?? ''] as const)),
);

/** The key as the screens know it: a small Latin letter, in every layout and also with caps lock. */
export function commandKey(key: Key): Key {
  const small = key.length === 1 ? key.toLowerCase() : key;
  return latinKeys.get(small) ?? small;
}
