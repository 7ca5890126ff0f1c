import { sql } from 'kysely';
import { v7 } from 'uuid';
import { words } from '../words/index.ts';
import type { AccountStore, BlockStore, ClaimStore, CommandStore } from '../accounts/index.ts';
import type { GroupStore } from '../groups/index.ts';
import type { HistoryStore } from '../history/index.ts';
import type { NoticeStore } from '../notices/index.ts';
import type { OperatorStore } from '../operator/index.ts';
import type { RoomStore } from '../rooms/index.ts';
import type { SheetStore } from '../sheets/index.ts';
import { createAccountStore } from './accounts/accounts.ts';
import { accountsOfPeople } from './accounts/find.ts';
import { createBlockStore } from './accounts/blocks.ts';
import { createClaimStore } from './accounts/claims.ts';
import { dump } from './backup/dump.ts';
import { openBackup as openFile, type Backup } from './backup/file.ts';
import { load, refuseUsed } from './backup/load.ts';
import { createCommandStore } from './commands/commands.ts';
import { examine, type Examination } from './doctor/index.ts';
import { createGroupStore } from './groups/groups.ts';
import { down, moveTo, namesOf, pendingSql, status, up, type MigrationStatus } from './database/migrate.ts';
import { describeOnly, openDatabase, type Database, type DatabasePlace } from './database/open.ts';
import { sqlOf } from './schema/db.ts';
import { createHistoryStore } from './history/store.ts';
import { createNoticeStore } from './notices/notices.ts';
import { createOperatorStore } from './operator/operator.ts';
import { fillResults } from './derived/results.ts';
import type { NodeIdentity } from './rooms/presence.ts';
import { createRoomStore } from './rooms/store.ts';
import { createRecomputing } from './derived/recompute.ts';
import { createSheetStore } from './sheets/sheets.ts';
import { createUpkeep } from './database/upkeep.ts';
import { installation, sharedSecret } from './database/secret.ts';
import { checkWritable } from './database/writable.ts';
import { isDamage } from './database/damage.ts';
import { StorageFault } from './database/fault.ts';
import { isUnavailable } from './database/unavailable.ts';

export { readThrough, writeBackup, type Backup, type Summary } from './backup/file.ts';
export { copyDatabase } from './backup/snapshot.ts';
export { unreadable, type Difference } from './doctor/index.ts';

/** An account of a person. */
interface Person {
  readonly userId: string;
  readonly username: string;
}

/** Gets a sentence when something has to be waited for. */
type Tell = (sentence: string) => void;

/** Everything that is stored, behind the ports of the services. */
export interface Storage {
  readonly accounts: AccountStore;
  readonly blocks: BlockStore;
  readonly claims: ClaimStore;
  readonly commands: CommandStore;
  readonly rooms: RoomStore;
  readonly history: HistoryStore;
  readonly groups: GroupStore;
  readonly operator: OperatorStore;
  readonly sheets: SheetStore;
  readonly notices: NoticeStore;
  /** Accounts that a person can log in with, at most `most` of them. */
  people(most: number): Promise<readonly Person[]>;
  /** Runs the migrations that have not run yet. If several nodes start at once, one of them does it. */
  migrateUp(): Promise<string[]>;
  /** Undoes the last migration. The data in its tables is lost. */
  migrateDown(): Promise<string[]>;
  migrationStatus(): Promise<MigrationStatus[]>;
  /** Throws a `StorageFault` if this role cannot write every table now. */
  checkWritable(): Promise<void>;
  /** The SQL that `migrateUp` would run; nothing is executed. */
  migrationSql(): Promise<string>;
  /** Compares every row with the logs; see `examine`. */
  examine(how: Parameters<typeof examine>[1]): Promise<Examination>;
  /** Recomputes one piece of the pending figures, and says whether there may be more. */
  recompute(): Promise<boolean>;
  /** Calls `use` with everything that is stored, as it is at one moment. It never holds more than a few rows. */
  dump: <T>(use: Parameters<typeof dump<T>>[1]) => Promise<T>;
  /**
   * Stores the lines of a backup with this schema, all or none of them, and then brings the schema up to date. Returns
   * the migrations that ran for it. Throws a `StorageFault` if there are accounts or games already.
   */
  load(schema: string, lines: AsyncIterable<string>): Promise<string[]>;
  /** Looks after an embedded database; call it once a minute. Other databases look after themselves. */
  upkeep(): Promise<void>;
  /** The secret that all nodes on this database share. The first one that is offered is kept. */
  sharedSecret(offer: Uint8Array): Promise<Uint8Array>;
  /** A name that the nodes on this database share, and no others. */
  installation(): Promise<string>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Whether an error means that the database cannot be reached just now. */
  isUnavailable(error: unknown): boolean;
  /** Whether an error means that the disk has damaged what was to be read. */
  isDamage(error: unknown): boolean;
  close(): Promise<void>;
}

/** The SQL that `migrateUp` would run on a new database. It needs no database. */
export async function migrationSql(schema: string): Promise<string> {
  const orm = await describeOnly(schema);
  return pendingSql(orm, false);
}

/** Opens a backup. Throws a `StorageFault` if it is damaged, or newer than this program. It needs no database. */
export async function openBackup(path: string): Promise<Backup> {
  const backup = await openFile(path);
  const { schema } = backup.header;
  if (namesOf(await describeOnly('public')).includes(schema)) return backup;
  throw new StorageFault('schema_too_new', words.storage.backup.schemaTooNew(path, schema));
}

/** Opens a database for one node. Throws a `StorageFault` if it cannot be opened. `tell` gets a sentence for each wait. */
export async function openStorage(place: DatabasePlace, tell?: Tell): Promise<Storage> {
  return createStorage(
    await openDatabase(place, tell),
    { id: v7(), isAlone: !('databaseUrl' in place) },
    tell,
  );
}

/** The storage of one node, on an open database. */
export function createStorage({ orm, lifted, close }: Database, node: NodeIdentity, tell?: Tell): Storage {
  const db = sqlOf(orm);
  const migrateUp = async () => {
    const ran = await up(orm, tell);
    await fillResults(db);
    return ran;
  };
  return {
    accounts: createAccountStore(orm),
    blocks: createBlockStore(orm),
    claims: createClaimStore(orm),
    commands: createCommandStore(orm),
    rooms: createRoomStore(db, node),
    history: createHistoryStore(db),
    groups: createGroupStore(orm),
    operator: createOperatorStore(orm),
    sheets: createSheetStore(orm),
    notices: createNoticeStore(orm),
    people: async (most) =>
      (await accountsOfPeople(db, most)).map(({ id, username }) => ({ userId: id, username })),
    migrateUp: () => lifted(migrateUp),
    migrateDown: () => lifted(() => down(orm, tell)),
    checkWritable: () => checkWritable(orm),
    migrationStatus: () => status(orm),
    migrationSql: () => pendingSql(orm, true),
    dump: (use) => dump(orm, use),
    load: (schema, lines) =>
      lifted(async () => {
        await refuseUsed(orm);
        await moveTo(orm, schema, tell);
        await load(orm, lines);
        return migrateUp();
      }),
    recompute: createRecomputing(db),
    upkeep: node.isAlone ? createUpkeep(db) : async () => undefined,
    examine: (how) => examine(db, how),
    sharedSecret: (offer) => sharedSecret(orm, offer),
    installation: () => installation(orm),
    ping: async () => void (await sql`select 1`.execute(db)),
    isUnavailable,
    isDamage,
    close,
  };
}
