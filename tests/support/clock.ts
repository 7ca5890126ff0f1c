import type { Storage } from '../../src/storage/index.ts';

export interface TestClock {
  now(): Date;
  /** Puts the clock forward. */
  elapse(seconds: number): void;
  /** The storage, with the clock of its database as far ahead as this clock. */
  ahead(storage: Storage): Storage;
}

/** A clock with the time of the machine, which can be put forward. */
export function createTestClock(): TestClock {
  let ahead = 0; // ms
  const later = (moment: Date) => new Date(moment.getTime() + ahead);
  return {
    now: () => later(new Date()),
    elapse(seconds) {
      // Add a second, because the clocks of the database and of the machine may differ.
      ahead += (seconds + 1) * 1000;
    },
    ahead: (storage) => ({
      ...storage,
      rooms: {
        ...storage.rooms,
        async setConnected(...args) {
          const seen = await storage.rooms.setConnected(...args);
          return { ...seen, since: later(seen.since) };
        },
        async pulse(gameIds) {
          const told = await storage.rooms.pulse(gameIds);
          return { ...told, now: later(told.now) };
        },
      },
    }),
  };
}
