import { words } from '../words/index.ts';
import type { KeyHelp } from './keys.ts';

const keyNames: Readonly<Record<string, string>> = words.keys.names;

/** The name of a key in the help: the first of its keys that `own`, the keys of the screen, does not use. */
function shownKey(help: KeyHelp, own: readonly KeyHelp[]): string {
  if (help.shown) return help.shown;
  const isOwn = own.includes(help);
  const free = help.keys.find((key) => isOwn || !own.some(({ keys }) => keys.includes(key)));
  const key = free ?? help.keys[0] ?? '';
  return keyNames[key] ?? key;
}

/** The key and its label, as a help line has them. */
export const helpOf = (help: KeyHelp, own: readonly KeyHelp[]) => ({
  shown: shownKey(help, own),
  label: help.label,
});
