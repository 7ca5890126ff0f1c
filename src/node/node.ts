import { randomInt } from 'node:crypto';
import {
  createAccounts,
  createClaims,
  createPasswords,
  createTokens,
  loadSecret,
} from '../accounts/index.ts';
import type { Cache } from '../cache/index.ts';
import type { Config } from '../config/load.ts';
import { createLog } from '../config/log.ts';
import { createGroups, createRecords } from '../history/index.ts';
import { createRooms, type RoomStore } from '../rooms/index.ts';
import { createMetrics, serve, startHeartbeat, startSettling } from '../server/index.ts';
import { createSheets } from '../sheets/index.ts';
import type { Storage, StorageFault, StorageFaultReason } from '../storage/index.ts';
import { exitCodes, Failure, type ExitCode } from '../cli/exit.ts';
import { makeFolder } from '../config/folder.ts';
import { note } from '../cli/output.ts';
import { createReports } from './reports.ts';

/** Sessions that are over are deleted as often as this. */
const forgetEvery = 60 * 60 * 1000; // an hour

/** A server that runs in this process. */
export interface Node {
  /** Where players on this machine connect. */
  readonly url: string;
  readonly port: number;
  /** Answers what was asked, says goodbye and closes the database. */
  close(): Promise<void>;
}

/** Puts a server together: the one place where implementations are picked. Opens in order, closes in reverse. */
export async function startNode(config: Config): Promise<Node> {
  const log = createLog(config.logLevel);
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    // For the secret, which is kept there whichever database it is.
    await makeDataFolder(config.dataDir);
    const storage = await openConfigured(config);
    closers.push(storage.close);
    const migrations = await storage.migrateUp();
    if (migrations.length > 0) log.info({ migrations }, 'The schema has been brought up to date.');
    const tokens = createTokens(await serverSecret(config, config.databaseUrl === null ? null : storage));
    const cache = await openCache(config);
    closers.push(cache.close);
    const reports = createReports(log, { isUnavailable: storage.isUnavailable, isCacheUp: cache.isUp });
    const { report } = reports;
    const passwords = createPasswords();
    closers.push(passwords.close);
    const metrics = createMetrics();
    const rooms = createRooms({
      store: { ...storage.rooms, commit: endingOnFullDisk(metrics.measuredCommit(storage.rooms.commit)) },
      news: cache.roomNews,
      cache: cache.rooms,
      whereabouts: cache.whereabouts,
      now: () => new Date(),
      newCode,
      graceMs: config.graceSeconds * 1000,
      report,
    });
    // Before anybody can come: who was here when this node ended the last time is so no more.
    await rooms.pulse();
    const accounts = createAccounts({
      store: storage.accounts,
      tokens,
      passwords,
      cache: cache.sessions,
      news: cache.sessionNews,
    });
    const server = await serve({
      host: config.host,
      port: config.port,
      accounts,
      claims: createClaims(storage.claims, accounts),
      isOperator: tokens.isOperator,
      broadcasts: cache.broadcasts,
      whereabouts: cache.whereabouts,
      limits: cache.limits,
      metrics,
      metricsForAll: config.metricsForAll,
      trustProxy: config.trustProxy,
      rooms,
      records: createRecords(storage.records),
      groups: createGroups(storage.groups),
      sheets: createSheets(storage.sheets),
      ping: storage.ping,
      isCacheUp: cache.isUp,
      report,
      isPassing: storage.isUnavailable,
    });
    closers.push(server.close);
    const heartbeat = startHeartbeat({
      beat: async () => {
        reports.lookAtCache();
        await rooms.pulse();
        reports.answered();
        await server.recheck();
      },
      canHear: cache.isUp,
      onReturn: cache.onReturn,
      report,
    });
    closers.push(heartbeat.stop);
    closers.push(startSettling({ settle: storage.recompute, report }).stop);
    const forgetting = setInterval(() => void storage.accounts.forgetExpired().catch(report), forgetEvery);
    closers.push(async () => clearInterval(forgetting));
    const { port } = server;
    log.info({ port, host: config.host }, 'Listening.');
    return {
      url: `ws://127.0.0.1:${port}/ws`,
      port,
      async close() {
        log.info('Stopping.');
        await close();
        log.info('Stopped.');
      },
    };
  } catch (error) {
    await close();
    throw startFault(storageFailure(error), config);
  }
}

/** The embedded database hangs after the first write that found no room, so the process ends before it is asked again. */
function endingOnFullDisk(commit: RoomStore['commit']): RoomStore['commit'] {
  return async (commits) => {
    try {
      return await commit(commits);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code !== diskFull && code !== 'ENOSPC') throw error;
      note(
        'The disk is full: nothing more can be saved. Make room and start whist again; what was answered is kept.',
      );
      return process.exit(exitCodes.disk);
    }
  };
}

/** What PostgreSQL calls it; see its appendix A. */
const diskFull = '53100';

/** The secret that tokens are signed with: the file of the data folder, or what the first node has left in a shared database. */
export async function serverSecret(
  { dataDir }: Config,
  shared: Pick<Storage, 'sharedSecret'> | null,
): Promise<Uint8Array> {
  const own = await loadSecret(dataDir);
  if ('error' in own) throw new Failure(exitCodes.notAllowed, 'secret_unsafe', own.error);
  return shared ? shared.sharedSecret(own.ok) : own.ok;
}

/** What this node shares with others; alone, it shares with itself. */
async function openCache({ redisUrl, graceSeconds, limits }: Config): Promise<Cache> {
  const { createLocalCache, openRedisCache } = await import('../cache/index.ts');
  return redisUrl === null
    ? createLocalCache(limits)
    : openRedisCache({ url: redisUrl, limits, graceSeconds });
}

/** The database of these settings; what keeps it from being opened is a failure of the command. */
export async function openConfigured(config: Config): Promise<Storage> {
  const { databaseUrl, dataDir } = config;
  // The ORM takes half a second to load, and only a server needs it.
  const { openStorage } = await import('../storage/index.ts');
  try {
    return await openStorage(databaseUrl === null ? { dataDir } : { databaseUrl });
  } catch (error) {
    throw storageFailure(error);
  }
}

/** What the storage cannot do, as the failure of a command; anything else is as it was. */
export function storageFailure(error: unknown): unknown {
  // By its name, because the storage is loaded only where it is needed.
  if (!(error instanceof Error && error.name === 'StorageFault')) return error;
  const { reason, message } = error as StorageFault;
  return new Failure(storageExits[reason], reason, message);
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
  } catch (error) {
    throw error instanceof Error && 'code' in error ? folderFault(dataDir, error.code) : error;
  }
}

function folderFault(dataDir: string, code: unknown): Failure {
  return new Failure(
    exitCodes.disk,
    'folder_unwritable',
    `The data folder ${dataDir} cannot be written (${String(code)}): choose another with --data-dir.`,
  );
}

const storageExits: Record<StorageFaultReason, ExitCode> = {
  database_unreachable: exitCodes.serverNotReached,
  folder_unwritable: exitCodes.disk,
  folder_locked: exitCodes.folderLocked,
  disk_full: exitCodes.disk,
  schema_too_new: exitCodes.badInput,
};

/** Letters and digits that cannot be mistaken for one another when they are read out loud. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newCode = () => Array.from({ length: 6 }, () => codeLetters[randomInt(codeLetters.length)]).join('');

/** What keeps a server from listening, as a sentence and an exit code; anything else is as it was. */
function startFault(error: unknown, { port, host, dataDir }: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : null;
  if (code === 'EADDRINUSE') {
    return new Failure(
      exitCodes.tryAgain,
      'port_in_use',
      `Port ${port} is in use, perhaps by another whist; stop it, or choose another with --port.`,
    );
  }
  if (syscall === 'listen') {
    return new Failure(
      exitCodes.notAllowed,
      'not_permitted',
      `This user may not listen on port ${port} of ${host}; choose another with --port.`,
    );
  }
  // The secret, which is the one thing there that is not the database's.
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOSPC')
    return folderFault(dataDir, code);
  return error;
}
