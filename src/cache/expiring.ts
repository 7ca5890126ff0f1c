const sweepEvery = 60_000; // ms

/** A map whose entries expire, as keys of Redis do. */
export function createExpiringMap<T>() {
  const entries = new Map<string, { readonly value: T; readonly expires: number }>();
  let sweptAt = Date.now();

  function sweep(now: number) {
    sweptAt = now;
    for (const [key, { expires }] of entries) if (expires <= now) entries.delete(key);
  }

  return {
    get(key: string): T | undefined {
      const entry = entries.get(key);
      return entry && entry.expires > Date.now() ? entry.value : undefined;
    },
    /** Keeps a value for so many seconds. */
    set(key: string, value: T, seconds: number): void {
      const now = Date.now();
      if (now - sweptAt >= sweepEvery) sweep(now);
      entries.set(key, { value, expires: now + seconds * 1000 });
    },
  };
}
