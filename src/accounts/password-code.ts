import { createHash } from 'node:crypto';

/** Digits and letters that are not mistaken for each other, when they are read aloud or written down: Crockford's base 32. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 16; // 5 bits each
const group = 4;

/** A code of 80 bits that a person can read aloud, like `7F3K-9QXA-2MPT-04WZ`. `bytes` are at least 16. */
export function codeFrom(bytes: Uint8Array): string {
  const text = Array.from(bytes.subarray(0, length), (byte) => signs[byte % signs.length]).join('');
  return (text.match(new RegExp(`.{${group}}`, 'g')) ?? []).join('-');
}

/** The hash of a code that is stored: SHA-256 in hex. Case, spaces and hyphens do not count, nor whether a letter looks like a digit. */
export function hashOfCode(code: string): string {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest('hex');
}
