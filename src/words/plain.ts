/**
 * Every sign of this program that is not ASCII, with the ASCII sign that takes its place. Each takes one column,
 * like its sign, so that a translated screen or table keeps its columns.
 */
const substitutes: Readonly<Record<string, string>> = {
  // Sentences.
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '.',
  '·': '-',
  '•': '*',
  '×': 'x',
  // Cards.
  '♣': 'C',
  '♦': 'D',
  '♥': 'H',
  '♠': 'S',
  // Marks and keys.
  '★': '*',
  '☆': '*',
  '✓': '+',
  '✔': '+',
  '✗': 'x',
  '✘': 'x',
  '✉': '@',
  '⚠': '!',
  '●': '@',
  '○': 'o',
  '◌': 'o',
  '▲': '^',
  '△': '^',
  '▼': 'v',
  '▽': 'v',
  '◆': 'x',
  '◇': 'x',
  '▶': '>',
  '►': '>',
  '▸': '>',
  '◀': '<',
  '◄': '<',
  '◂': '<',
  '←': '<',
  '→': '>',
  '↑': '^',
  '↓': 'v',
  '↵': '<',
  '⏎': '<',
  '⌫': '<',
  '⇥': '>',
  // Bars, lines of blocks and large letters.
  '■': '#',
  '▪': '#',
  '□': '.',
  '▫': '.',
  '░': '.',
  '▒': ':',
  '▓': '%',
  '▁': '.',
  '▂': ':',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '%',
  '█': '#',
  '▀': '"',
  '▌': '#',
  '▐': '#',
};

/** Lines and corners of boxes: the corners and crossings are `+`. */
const boxes = /[\u2500-\u257F]/g;
const horizontal = /[─━┄┅┈┉═╌╍]/;
const vertical = /[│┃┆┇┊┋║╎╏┤├]/;

const signs = new RegExp(`[${Object.keys(substitutes).join('')}]`, 'g');

/** The text with every sign of this program in ASCII. Letters stay: they are the names that people have. */
function inAscii(text: string): string {
  return text
    .replace(signs, (sign) => substitutes[sign] ?? sign)
    .replace(boxes, (line) => (horizontal.test(line) ? '-' : vertical.test(line) ? '|' : '+'));
}

let isAscii = false;
/** Names that have signs. */
const typed = new Set<string>();

/** Chooses once, at the start of the program, whether its signs are ASCII. */
export function chooseAscii(chosen: boolean): void {
  isAscii = chosen;
  typed.clear();
}

/** Whether the terminal can only show ASCII. */
export const onlyAscii = () => isAscii;

/** A name that somebody typed stays as it is, with its signs. */
export function keepAsTyped(name: string): void {
  if (isAscii && inAscii(name) !== name) typed.add(name);
}

/** The text as the terminal can show it. All that a person reads goes through here on its way out. */
export const showable = (text: string) => (isAscii ? around([...typed], text) : text);

function around([name, ...others]: readonly string[], text: string): string {
  if (name === undefined) return inAscii(text);
  return text
    .split(name)
    .map((part) => around(others, part))
    .join(name);
}
