/** Collects closers, and calls each once, in the reverse order of opening. */
export function createClosers() {
  const closers: (() => Promise<void>)[] = [];
  return {
    add(closer: () => Promise<void>): void {
      closers.push(closer);
    },
    async close(): Promise<void> {
      for (const closer of closers.splice(0).toReversed()) await closer();
    },
  };
}
