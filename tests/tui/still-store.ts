import type { RoomSnapshot, RoomStore } from '../../src/client/index.ts';

/** A room that only the test changes, and that remembers the changes it was asked for. */
export function createStillStore(first: RoomSnapshot) {
  let snapshot = first;
  const listeners = new Set<() => void>();
  const acts: { method: string; params: object }[] = [];
  const store: RoomStore = {
    entered: first.state ? Promise.resolve({ state: first.state }) : new Promise(() => undefined),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    act: (method, params) => {
      acts.push({ method, params });
      return Promise.resolve(true);
    },
    close: () => listeners.clear(),
  };
  return {
    store,
    acts,
    become(next: Partial<RoomSnapshot>) {
      snapshot = { ...snapshot, ...next };
      for (const listener of listeners) listener();
    },
  };
}
