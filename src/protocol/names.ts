/**
 * A name as names are compared: in one form, with single spaces, and without case. The rule is the same on every machine, where the lower
 * case of a database depends on its locale.
 */
export function foldedName(name: string): string {
  const small = spaced(name).toUpperCase().toLowerCase().normalize('NFC');
  // This letter has another form at the end of a word.
  return small.replaceAll('ς', 'σ');
}

/** The most characters in a name, as in its column. */
const longestName = 64;
/** The most combining marks on one letter. Hebrew with points and cantillation needs four. */
const marksInARow = 4;

/**
 * A name that is safe to show in a terminal: made NFC, with single spaces. Null if it is not safe: it is
 * empty or too long, or has control, format, direction or lone-surrogate characters, or stacked marks.
 */
export function cleanName(raw: string, longest = longestName): string | null {
  const name = spaced(raw);
  // NFC can make a name longer, so it is measured here and not only by the gate.
  if (name === '' || Array.from(name).length > longest) return null;
  // Cc and Cf have the control, zero-width and direction characters, Cs the halves of characters. The joiner may stay,
  // for emoji of several parts.
  if (/[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return null;
  if (/(?!\u200D)\p{Cf}/u.test(name)) return null;
  // The sign of text that was read in a wrong encoding.
  if (name.includes('\uFFFD')) return null;
  if (new RegExp(`\\p{M}{${marksInARow + 1}}`, 'u').test(name)) return null;
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(name) ? name : null;
}

/** A text in one form of Unicode, with single spaces. */
export const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
