import type { RoomStore } from '../rooms/index.ts';

/** PostgreSQL calls a full disk 53100 (appendix A of its manual), the file system ENOSPC. */
const diskFull: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC']);

/** So long after a full disk a node asks for no work. Then it takes work again, to see whether there is space. */
const restsFor = 15_000; // ms

/** Watches the commits for a full disk, and calls `onFull` then. */
export function watchForFullDisk(commit: RoomStore['commit'], onFull: () => void) {
  let restsUntil = 0;
  return {
    commit: async (commits: Parameters<RoomStore['commit']>[0]) => {
      try {
        const outcomes = await commit(commits);
        restsUntil = 0;
        return outcomes;
      } catch (error) {
        if (error instanceof Error && 'code' in error && diskFull.has(error.code)) {
          restsUntil = performance.now() + restsFor;
          onFull();
        }
        throw error;
      }
    },
    isFull: () => performance.now() < restsUntil,
  };
}
