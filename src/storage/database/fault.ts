export type StorageFaultReason =
  'schema_too_new' | 'database_unreachable' | 'folder_unwritable' | 'folder_locked' | 'disk_full';

/** Why the database cannot be opened, with one sentence that says what to do; it never holds a password. */
export class StorageFault extends Error {
  readonly reason: StorageFaultReason;
  /** The process that has the data folder, where the reason is `folder_locked`. */
  readonly pid: number | null;

  constructor(reason: StorageFaultReason, sentence: string, pid: number | null = null) {
    super(sentence);
    this.name = 'StorageFault';
    this.reason = reason;
    this.pid = pid;
  }
}
