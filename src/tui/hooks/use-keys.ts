import { useInput } from 'ink';
import { splitKeys, type Key } from '../key-events.ts';

/** Calls `press` once for every key press, in order, even if several arrive at once. */
export function useKeys(press: (key: Key) => void): void {
  useInput((input, special) => {
    for (const key of splitKeys(input, special)) press(key);
  });
}
