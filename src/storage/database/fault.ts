export type StorageFaultReason =
  | 'schema_too_new'
  | 'database_url'
  | 'database_unreachable'
  | 'database_missing'
  | 'database_busy'
  | 'database_forbidden'
  | 'database_read_only'
  | 'database_settings'
  | 'database_empty'
  | 'database_used'
  | 'not_a_backup'
  | 'backup_damaged'
  | 'folder_unwritable'
  | 'folder_locked'
  | 'folder_unlockable'
  | 'too_few_handles'
  | 'database_lost'
  | 'database_damaged'
  | 'disk_full';

/**
 * The reason why the database cannot be opened. The message says what to do and never has a password in it.
 */
export class StorageFault extends Error {
  readonly reason: StorageFaultReason;
  /** The process that uses the data folder, if the reason is `folder_locked`. */
  readonly pid: number | null;

  constructor(reason: StorageFaultReason, sentence: string, pid: number | null = null) {
    super(sentence);
    this.name = 'StorageFault';
    this.reason = reason;
    this.pid = pid;
  }
}
