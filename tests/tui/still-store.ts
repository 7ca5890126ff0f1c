import type { RoomSnapshot, RoomStore } from '../../src/client/index.ts';

/** A room that only the test changes, and that remembers the changes it was asked for. */
export function createStillStore(first: RoomSnapshot) {
  let snapshot = first;
  const listeners = new Set<() => void>();
  const acts: { method: string; params: object }[] = [];
  const answers: PromiseWithResolvers<boolean>[] = [];
  const store: RoomStore = {
    entered: first.state ? Promise.resolve({ state: first.state }) : new Promise(() => undefined),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    act: (method, params) => {
      acts.push({ method, params });
      return answers.shift()?.promise ?? Promise.resolve(true);
    },
    close: () => listeners.clear(),
  };
  return {
    store,
    acts,
    /** The answer to the next change comes when the test gives it. */
    answerLater(): (accepted: boolean) => void {
      const answer = Promise.withResolvers<boolean>();
      answers.push(answer);
      return answer.resolve;
    },
    become(next: Partial<RoomSnapshot>) {
      snapshot = { ...snapshot, ...next };
      for (const listener of listeners) listener();
    },
  };
}
