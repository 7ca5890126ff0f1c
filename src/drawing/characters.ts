/** A character of a line, and its looks. */
export interface Character {
  readonly text: string;
  /** The parameters of all colours and attributes that are on, such as `1;36`; empty if none is. */
  readonly style: string;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const styleOrText = /\p{Cc}\[([\d;]*)m|\P{Cc}+|\p{Cc}/gu;

/** The characters of a line, each with the looks that the escape sequences before it give. */
export function charactersOf(line: string): Character[] {
  const characters: Character[] = [];
  let looks: ReadonlyMap<string, string> = new Map();
  let style = '';
  for (const [found, codes] of line.matchAll(styleOrText)) {
    if (codes === undefined)
      for (const { segment } of graphemes.segment(found)) characters.push({ text: segment, style });
    else {
      looks = changed(looks, codes);
      style = [...looks.values()].join(';');
    }
  }
  return characters;
}

/** The attribute that each code switches. A colour replaces the colour before it. */
function attributeOf(code: number): string {
  if (code === 1 || code === 2) return String(code);
  if ((code >= 30 && code <= 38) || (code >= 90 && code <= 97)) return 'colour';
  if ((code >= 40 && code <= 48) || (code >= 100 && code <= 107)) return 'background';
  return String(code);
}

/** The attributes that a code ends, or null if it begins one. */
function ended(code: number): readonly string[] | null {
  if (code === 22) return ['1', '2'];
  if (code >= 23 && code <= 29) return [String(code - 20)];
  if (code === 39) return ['colour'];
  return code === 49 ? ['background'] : null;
}

function changed(looks: ReadonlyMap<string, string>, codes: string): ReadonlyMap<string, string> {
  const next = new Map(looks);
  const numbers = codes.split(';').map(Number);
  for (let i = 0; i < numbers.length; i += 1) {
    const code = numbers[i] ?? 0;
    // A colour of 256, or of red, green and blue, has numbers of its own behind it.
    const own = code === 38 || code === 48 ? (numbers[i + 1] === 5 ? 2 : 4) : 0;
    if (code === 0) next.clear();
    else if (ended(code)) for (const attribute of ended(code) ?? []) next.delete(attribute);
    else next.set(attributeOf(code), numbers.slice(i, i + own + 1).join(';'));
    i += own;
  }
  return next;
}
