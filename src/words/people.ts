import { english } from './english/index.ts';
import { words } from './table.ts';

const onTheWire = english.values.formerPlayer;

/** The name of a person among others, with the user name if another name there looks like theirs. */
export const nameAmong = ({
  displayName,
  apart,
}: {
  readonly displayName: string;
  readonly apart?: string | undefined;
}): string => (apart === undefined ? displayName : `${displayName} (${apart})`);

/** A name in the language of this terminal: `Former player 2` is the only one that a server has made. */
export function personName(name: string): string {
  const number = name.startsWith(onTheWire) ? name.slice(onTheWire.length) : null;
  return number !== null && /^( \d+)?$/.test(number) ? words.values.formerPlayer + number : name;
}
