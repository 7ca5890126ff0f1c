import { english } from './english/index.ts';
import { words } from './table.ts';

const onTheWire = english.values.formerPlayer;

/** A name in the language of this terminal: `Former player 2` is the only one that a server has made. */
export function personName(name: string): string {
  const number = name.startsWith(onTheWire) ? name.slice(onTheWire.length) : null;
  return number !== null && /^( \d+)?$/.test(number) ? words.values.formerPlayer + number : name;
}
