import { words } from '../words/index.ts';
import type { KeyHelp } from './keys.ts';

const keyNames: Readonly<Record<string, string>> = words.keys.names;

/** How a key is named on a screen with these keys of its own: by the first one that the screen leaves to it. */
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
