/** Functions that are called with every piece of news until they are stopped. */
export function createListeners<T>() {
  const listeners = new Set<(news: T) => void>();
  return {
    tell(news: T): void {
      for (const listener of listeners) listener(news);
    },
    /** Returns the function that stops the listening. */
    listen(listener: (news: T) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: (): void => listeners.clear(),
  };
}
