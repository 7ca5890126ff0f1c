import { keysAnywhere, type Binding } from './keys.ts';
import type { Key } from './key-events.ts';

const keyNames: Readonly<Record<Key, string>> = { enter: 'Enter', escape: 'Esc', tab: 'Tab', backspace: '⌫' };

/** How a binding is named on a screen with these keys of its own: by the first key that the screen leaves to it. */
export function shownKey(binding: Binding, own: readonly Binding[]): string {
  if (binding.shown) return binding.shown;
  const isOwn = own.includes(binding);
  const free = binding.keys.find((key) => isOwn || !own.some(({ keys }) => keys.includes(key)));
  const key = free ?? binding.keys[0] ?? '';
  return keyNames[key] ?? key;
}

/** The two help lines: the keys of the screen, and those that work anywhere. */
export function helpLines(
  own: readonly Binding[],
  isOverlay: boolean,
  may: (binding: Binding) => boolean,
): readonly (readonly { shown: string; label: string }[])[] {
  const usable = own.filter(may);
  const describe = (binding: Binding) => ({ shown: shownKey(binding, own), label: binding.label });
  const anywhere: readonly Binding[] = isOverlay ? [] : keysAnywhere;
  return [usable.filter(({ quiet }) => !quiet).map(describe), anywhere.filter(may).map(describe)];
}
