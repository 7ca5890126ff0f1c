import type { RoomStore } from '../rooms/index.ts';

/** PostgreSQL calls a full disk 53100 (appendix A of its manual), the file system ENOSPC. */
const diskFull: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC']);

/**
 * Calls `onFullDisk` when a commit fails because the disk is full. The embedded database hangs after such a write, so
 * the process must end before it asks the database again.
 */
export function watchedForFullDisk(commit: RoomStore['commit'], onFullDisk: () => void): RoomStore['commit'] {
  return async (commits) => {
    try {
      return await commit(commits);
    } catch (error) {
      if (error instanceof Error && 'code' in error && diskFull.has(error.code)) onFullDisk();
      throw error;
    }
  };
}
