/** Characters of a name; the column has as many. */
const longestName = 64;
/** Combining marks one letter may carry; Hebrew with points and cantillation needs four. */
const marksInARow = 4;

/**
 * A name from a stranger as it may be shown in anybody's terminal: NFC, with white space folded. Null if it may not be
 * shown: it is empty, or has control, format, direction or lone-surrogate characters, or stacked marks.
 */
export function cleanName(raw: string, longest = longestName): string | null {
  const name = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
  // NFC can make a name longer, so it is measured here and not only by the gate.
  if (name === '' || !name.isWellFormed() || Array.from(name).length > longest) return null;
  // Cc and Cf hold the control, zero-width and direction characters; the joiner stays for emoji of several parts.
  if (/[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return null;
  if (/(?!\u200D)\p{Cf}/u.test(name)) return null;
  if (new RegExp(`\\p{M}{${marksInARow + 1}}`, 'u').test(name)) return null;
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(name) ? name : null;
}
