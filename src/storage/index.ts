import type { AccountStore } from '../accounts/index.ts';
import type { RecordStore } from '../records/index.ts';
import type { RoomStore } from '../rooms/index.ts';
import { createAccountStore } from './accounts.ts';
import { openDatabase, sqlOf, type DatabasePlace } from './open.ts';
import { createRecordStore } from './records.ts';
import { createRoomStore } from './rooms.ts';

export { StorageFault, type StorageFaultReason } from './fault.ts';

/** Everything that is kept, behind the ports of those who need it. */
export interface Storage {
  readonly accounts: AccountStore;
  readonly rooms: RoomStore;
  readonly records: RecordStore;
  /** Brings the schema up to date; of several nodes at once, one does it. */
  migrateUp(): Promise<void>;
  /** Takes every table away, with what is in it. */
  migrateDown(): Promise<void>;
  migrationStatus(): Promise<{ readonly executed: string[]; readonly pending: string[] }>;
  close(): Promise<void>;
}

/** Opens a database. Throws a `StorageFault` where it cannot be had. */
export async function openStorage(place: DatabasePlace): Promise<Storage> {
  const { orm, close } = await openDatabase(place);
  const db = sqlOf(orm);
  return {
    accounts: createAccountStore(db),
    rooms: createRoomStore(db),
    records: createRecordStore(db),
    migrateUp: async () => {
      await orm.migrator.up();
    },
    migrateDown: async () => {
      await orm.migrator.down({ to: 0 });
    },
    migrationStatus: async () => ({ executed: [], pending: [] }),
    close,
  };
}
