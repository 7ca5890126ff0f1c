import type { PerSeat, Seat, Suit } from '../rules/index.ts';

/** The colours that every terminal has; its user chooses their exact shades. */
export const colours = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'blackBright',
  'redBright',
  'greenBright',
  'yellowBright',
  'blueBright',
  'magentaBright',
  'cyanBright',
  'whiteBright',
] as const;

export type Colour = (typeof colours)[number];

/** How a tone looks. The names are those of Ink. */
export interface Look {
  readonly color?: Colour;
  readonly backgroundColor?: Colour;
  readonly bold?: true;
  readonly dimColor?: true;
  readonly inverse?: true;
}

type SeatTone = `seat${Seat}`;

/** The parts of speech of the screens. `full` and `overfull` are bars of tricks; the last five are the suits. */
export type Tone =
  | 'plain'
  | 'strong'
  | 'dim'
  | 'turn'
  | 'good'
  | 'bad'
  | 'warn'
  | 'picked'
  | 'full'
  | 'overfull'
  | SeatTone
  | Suit;

/** The tone of each seat, for example of its line in a chart. */
export const seatTones: PerSeat<Tone> = ['seat0', 'seat1', 'seat2', 'seat3'];

type Theme = Readonly<Record<Tone, Look>>;

const dark: Theme = {
  plain: {},
  strong: { bold: true },
  dim: { dimColor: true },
  turn: { color: 'cyan', bold: true },
  good: { color: 'green' },
  bad: { color: 'redBright' },
  warn: { color: 'yellow', bold: true },
  picked: { inverse: true },
  full: { color: 'green' },
  overfull: { color: 'redBright' },
  seat0: { color: 'cyanBright' },
  seat1: { color: 'yellowBright' },
  seat2: { color: 'magentaBright' },
  seat3: { color: 'greenBright' },
  clubs: { color: 'green' },
  diamonds: { color: 'blueBright' },
  hearts: { color: 'redBright' },
  spades: { bold: true },
  no_trump: { color: 'yellow' },
};

/**
 * On white only blue, red, magenta and the colour of the text itself are dark enough on every terminal. The four suits
 * have one each; `NT` needs none.
 */
const light: Theme = {
  ...dark,
  turn: { color: 'blue', bold: true },
  good: { color: 'blue' },
  bad: { color: 'red' },
  warn: { color: 'magenta', bold: true },
  full: { color: 'blue' },
  overfull: { color: 'red' },
  seat0: { color: 'blue' },
  seat1: { color: 'red' },
  seat2: { color: 'magenta' },
  seat3: { bold: true },
  clubs: { color: 'magenta' },
  diamonds: { color: 'blue' },
  hearts: { color: 'red' },
  no_trump: {},
};

const on = (color: Colour, backgroundColor: Colour): Look => ({ color, backgroundColor, bold: true });

/**
 * Each colour brings its own background, so it can be read on every terminal. The backgrounds are bright ones below
 * black: blue and the dark colours are too dark for black on one terminal, and too light for white on another. Nothing
 * is dim.
 */
const highContrast: Theme = {
  plain: {},
  strong: { bold: true },
  dim: {},
  turn: on('black', 'cyanBright'),
  good: on('black', 'greenBright'),
  bad: on('black', 'redBright'),
  warn: on('black', 'yellowBright'),
  picked: { inverse: true, bold: true },
  // A black sign on a bright background would look like the outline of an empty one.
  full: on('greenBright', 'black'),
  overfull: on('redBright', 'black'),
  seat0: on('black', 'cyanBright'),
  seat1: on('black', 'yellowBright'),
  seat2: on('black', 'magentaBright'),
  seat3: on('black', 'greenBright'),
  clubs: on('black', 'greenBright'),
  diamonds: on('black', 'cyanBright'),
  hearts: on('black', 'redBright'),
  spades: on('whiteBright', 'black'),
  no_trump: on('black', 'yellowBright'),
};

/** The colour themes; null is neither colours nor bold. */
const themes = { dark, light, 'high-contrast': highContrast, none: null } as const;

export type ThemeName = keyof typeof themes;

let theme: Theme | null = dark;

/** Chooses the theme once, at the start of the program. */
export function chooseTheme(name: ThemeName): void {
  theme = themes[name];
}

/** How a tone looks now. */
export const lookOf = (tone: Tone): Look => theme?.[tone] ?? {};
