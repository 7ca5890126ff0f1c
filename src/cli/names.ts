import { hasRightToLeft, isolates } from '../bidi/letters.ts';
import { isRightToLeft, nameAmong, personName } from '../words/index.ts';
import { keepAsTyped } from '../words/plain.ts';

let areForPeople = false;
let areApart = false;

/** Chooses once for each command whether people read what it writes. A program gets every value as it is. */
export function chooseReaders(readers: 'people' | 'programs'): void {
  areForPeople = readers === 'people';
}

/**
 * A value from a server as people read it. Its texts cannot act on a terminal: a server checks names, but it may have
 * older ones. Names are kept apart from their neighbours on a line if they may run the other way.
 */
export function forPeople<T>(value: T): T {
  return areForPeople ? (readable(value, '') as T) : value;
}

/** Whether a name was kept apart, so that lines have to be arranged. */
export const haveNamesApart = () => areApart;

/** These are typed by people. */
const typed: ReadonlySet<string> = new Set(['displayName', 'name', 'description']);

function readable(value: unknown, key: string): unknown {
  if (typeof value === 'string') {
    // A command may send it back, so nothing is added to it.
    if (key === 'username') keepAsTyped(oneLine(value));
    const said = key === 'displayName' ? personName(value) : value;
    return typed.has(key) ? nameApart(said) : oneLine(said);
  }
  if (Array.isArray(value)) return value.map((part: unknown) => readable(part, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(namedAmong(value)).map(([name, part]) => [name, readable(part, name)]),
  );
}

/** A person whose display name is not enough, with the user name beside it. */
function namedAmong(value: object): object {
  if (!('apart' in value && 'displayName' in value)) return value;
  const { displayName, apart } = value;
  return { ...value, displayName: nameAmong({ displayName: String(displayName), apart: String(apart) }) };
}

function nameApart(name: string): string {
  const plain = oneLine(name);
  keepAsTyped(plain);
  const mayDiffer = isRightToLeft ? /[^\p{Script=Hebrew}\p{M} ]/u.test(plain) : hasRightToLeft(plain);
  areApart ||= mayDiffer;
  return mayDiffer ? `${isolates.auto}${plain}${isolates.end}` : plain;
}

/** Characters that act on a terminal, end a line, or turn the order of what follows. */
const acting = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text without anything that acts on a terminal. */
export const oneLine = (text: string) =>
  text.replaceAll(/[\t\n\r\u2028\u2029]+/g, ' ').replaceAll(acting, '');
