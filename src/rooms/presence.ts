/** Counts the terminals of each user in a room, and remembers when the last one went away. */
export function createPresence(now: () => Date) {
  const terminals = new Map<string, number>();
  const departures = new Map<string, Date>();
  // Who has not been seen since the room was opened here counts as away from then on.
  const openedAt = now();

  return {
    isConnected: (userId: string) => terminals.has(userId),
    awaySince: (userId: string) => (terminals.has(userId) ? null : (departures.get(userId) ?? openedAt)),
    /** Whether this is the user's first terminal here. */
    arrive(userId: string): boolean {
      const count = (terminals.get(userId) ?? 0) + 1;
      terminals.set(userId, count);
      return count === 1;
    },
    /** Whether this was the user's last terminal here. */
    depart(userId: string): boolean {
      const count = (terminals.get(userId) ?? 0) - 1;
      if (count > 0) {
        terminals.set(userId, count);
        return false;
      }
      terminals.delete(userId);
      departures.set(userId, now());
      return true;
    },
  };
}
