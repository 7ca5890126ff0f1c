import { createListeners } from './listeners.ts';

/** Keeps the last snapshot of a thing. A snapshot itself never changes: each change makes a new object. */
export function createStore<S extends object>(first: S) {
  const listeners = createListeners<undefined>();
  let snapshot = first;
  let closed = false;
  return {
    subscribe: listeners.listen,
    getSnapshot: (): S => snapshot,
    change(next: Partial<S>): void {
      if (closed) return;
      snapshot = { ...snapshot, ...next };
      listeners.tell(undefined);
    },
    isClosed: () => closed,
    /** After this there are no more changes, and no listener is called. */
    close(): void {
      closed = true;
      listeners.clear();
    },
  };
}
