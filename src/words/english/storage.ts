/** Why a database cannot be opened. */
export const storage = {
  schemaTooNew: (migration: string) =>
    `The database has the migration ${migration}, which this program does not know: use the version of whist that made it, or a newer one.`,
  folderLocked: (folder: string, holder: string) =>
    `${holder} is using ${folder}: stop it, or choose another folder with --data-dir.`,
  process: (pid: number) => `Process ${pid}`,
  processOn: (pid: number, host: string) => `Process ${pid} on ${host}`,
  anotherProcess: 'Another process',
  folderWaiting: (folder: string, seconds: number) =>
    `The last server in ${folder} was not stopped, or runs on another machine: waiting ${seconds} seconds for a sign of it.`,
  folderUnlockable: (file: string) =>
    `The file system of ${file} cannot lock a file, and without a lock two servers would destroy the data: choose a folder on another one with --data-dir.`,
  folderUnwritable: (folder: string, code: string) =>
    `The data folder ${folder} cannot be written (${code}): choose another with --data-dir.`,
  diskFull: (folder: string) => `The disk of ${folder} is full: free some space, then start again.`,
  databaseUrlUnknown:
    'The database URL is not one of PostgreSQL: write it like postgres://user:password@host:5432/name.',
  databaseUnreachable: (place: string, why: string) =>
    `PostgreSQL at ${place} cannot be used (${why}): start it, or correct the database URL.`,
};
