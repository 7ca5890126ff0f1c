import { useInput, usePaste } from 'ink';
import { isRightToLeft } from '../../words/index.ts';
import { splitKeys, type Key } from '../key-events.ts';

/** Calls `press` once for every key press, in order, even if several arrive at once; and `paste` for a paste, which does nothing by default. */
export function useKeys(press: (key: Key) => void, paste: (text: string) => void = () => undefined): void {
  useInput((input, special) => {
    for (const key of splitKeys(input, special)) press(isRightToLeft ? (opposite[key] ?? key) : key);
  });
  usePaste(paste);
}

/** Where lines run from the right, the next thing stands on the left. */
const opposite: Readonly<Record<Key, Key>> = { left: 'right', right: 'left' };
