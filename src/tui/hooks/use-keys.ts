import { useInput } from 'ink';
import { splitKeys, type Key } from '../key-events.ts';

/** Hands every single key press to `press`, in the order they were typed, however they arrived. */
export function useKeys(press: (key: Key) => void): void {
  useInput((input, special) => {
    for (const key of splitKeys(input, special)) press(key);
  });
}
