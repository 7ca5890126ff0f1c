import { createListeners } from './listeners.ts';

/** The last snapshot of a thing that changes. A snapshot itself never changes; the next one is another object. */
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
    /** Changes no more and tells nobody. */
    close(): void {
      closed = true;
      listeners.clear();
    },
  };
}
