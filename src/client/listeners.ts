/** Functions that are called with every piece of news until they are removed. */
export function createListeners<T>() {
  const listeners = new Set<(news: T) => void>();
  return {
    tell(news: T): void {
      for (const listener of listeners) listener(news);
    },
    /** Returns a function that removes the listener. */
    listen(listener: (news: T) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: (): void => listeners.clear(),
  };
}
