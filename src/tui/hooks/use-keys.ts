import { useInput } from 'ink';
import { splitKeys, type Key } from '../key-events.ts';

/** Calls `press` with every single key press, in the order of typing, even if several arrive at once. */
export function useKeys(press: (key: Key) => void): void {
  useInput((input, special) => {
    for (const key of splitKeys(input, special)) press(key);
  });
}
