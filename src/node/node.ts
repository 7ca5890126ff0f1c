import { randomCode, type RoomSummary } from '../rooms/index.ts';
import type { Cache } from '../cache/index.ts';
import { makeFolder } from '../config/folder.ts';
import type { Config } from '../config/load.ts';
import { createLog, type Log } from '../config/log.ts';
import { createMetrics, serve } from '../server/index.ts';
import type { Storage } from '../storage/index.ts';
import { wireWords } from '../words/index.ts';
import { startBackups } from './backup/schedule.ts';
import { addInThread } from './backup/thread.ts';
import { startBackground } from './background.ts';
import { openConfiguredCache } from './cache.ts';
import { openCertificate } from './certificate.ts';
import { createClosers } from './closers.ts';
import { folderFault, startFault } from './faults.ts';
import { watchForFullDisk } from './full-disk.ts';
import { createReports } from './reports.ts';
import { serverSecret } from './secret.ts';
import { createServices } from './services.ts';
import { openConfigured } from './storage.ts';

export interface NodeOptions {
  readonly config: Config;
  /**
   * An open, migrated database, which the caller closes. By default, the node opens the one of the settings.
   */
  readonly storage?: Storage;
  /** A cache, which the caller closes. By default, the node opens the one of the settings. */
  readonly cache?: Cache;
  /** The clock of the rooms. */
  readonly now?: () => Date;
  /** Makes room codes. */
  readonly newCode?: () => string;
  /** By default, a log on standard error. */
  readonly log?: Log;
  /** Gets a sentence when the start has to wait. By default, the log gets it. */
  readonly tell?: (sentence: string) => void;
  /** Gets every error. By default, the log gets it. */
  readonly report?: (error: unknown) => void;
  /** Called when the embedded database cannot save a change because the disk is full. The process should then end. */
  readonly onFullDisk?: () => void;
  /** Whether the node does its regular work in the background; true by default. */
  readonly background?: boolean;
}

interface NodeStatus {
  /** The rooms that somebody is in. */
  readonly rooms: readonly RoomSummary[];
  /** The number of users who are connected. */
  readonly users: number;
  /** The changes of rooms since the start. */
  readonly changes: number;
  readonly isDatabaseUp: boolean;
  /** Null if the node has no Redis. */
  readonly isRedisUp: boolean | null;
}

/** A server that runs in this process. */
export interface Node {
  /** Where players on this machine connect. */
  readonly url: string;
  readonly port: number;
  /** The SHA-256 of the certificate that new connections get; null without TLS. */
  fingerprint(): string | null;
  /** How the node is now. */
  status(): Promise<NodeStatus>;
  /** Asks the database for news from other nodes that this node missed, and reads a new certificate. */
  beat(): Promise<void>;
  /** Ends the games that nobody has played for so long as the settings say. */
  endAbandoned(): Promise<void>;
  /** Answers open requests, says goodbye to clients, and closes what the node opened. */
  close(): Promise<void>;
}

/**
 * Puts a server together and starts it. Throws a `StorageFault` or a `NodeFault` if something outside the
 * program prevents the start.
 */
export async function startNode(options: NodeOptions): Promise<Node> {
  const { log = createLog(options.config.logLevel) } = options;
  const closers = createClosers();
  try {
    const node = await open(options, log, closers);
    return {
      ...node,
      async close() {
        log.info(wireWords.server.log.stopping);
        await closers.close();
        log.info(wireWords.server.log.stopped);
      },
    };
  } catch (error) {
    await closers.close();
    throw startFault(error, options.config);
  }
}

type Closers = ReturnType<typeof createClosers>;

async function open(options: NodeOptions, log: Log, closers: Closers): Promise<Omit<Node, 'close'>> {
  const { config, now = () => new Date(), newCode = randomCode } = options;
  const certificate = config.tls && (await openCertificate(config.tls, log));
  // With any database, the secret has a file in this folder.
  await makeDataFolder(config.dataDir);
  const storage = options.storage ?? (await openUpToDate(options, log, closers));
  const secret = await serverSecret(config, config.databaseUrl === null ? null : storage);
  const cache = options.cache ?? (await openConfiguredCache(config, storage));
  if (!options.cache) closers.add(cache.close);
  const reports = createReports(log, { isUnavailable: storage.isUnavailable, isCacheUp: cache.isUp });
  const { report = reports.report, onFullDisk = () => undefined } = options;
  const metrics = createMetrics();
  // The embedded database hangs after such a write, so the process must end before it asks the database again.
  const onFull = config.databaseUrl === null ? onFullDisk : () => undefined;
  const { commit, isFull } = watchForFullDisk(metrics.measuredCommit(storage.rooms.commit), onFull);
  const { services, close } = createServices({
    storage,
    cache,
    secret,
    commit,
    now,
    newCode,
    graceMs: config.graceSeconds * 1000,
    visible: config.visible,
    report,
  });
  closers.add(close);
  // Before anybody can connect: users who were here when this node ended are away now.
  await services.rooms.pulse();
  const ping = async () => {
    if (isFull()) throw new Error('The disk of the database is full.');
    await storage.ping();
  };
  const pair = certificate?.pair() ?? null;
  const database = { ...storage, ping };
  const server = await serve({ config, pair, services, cache, storage: database, metrics, report });
  closers.add(server.close);
  let otherNodes = 0;
  // Without Redis, nodes hear of each other only when they ask the database.
  const isDeaf = () => config.redisUrl === null && otherNodes > 0;
  const beat = async () => {
    const renewed = await certificate?.look();
    if (renewed) server.renew(renewed);
    reports.lookAtCache();
    otherNodes = await services.rooms.pulse();
    reports.lookAtNodes(isDeaf());
    reports.answered();
    await server.recheck();
  };
  const endAbandoned = async () => {
    const { abandonedAfter: days } = config;
    if (days > 0) await services.rooms.endAbandoned(days * 24 * 60 * 60 * 1000);
  };
  if (options.background ?? true)
    closers.add(
      startBackground({
        beat,
        canHear: () => cache.isUp() && !isDeaf(),
        onReturn: cache.onReturn,
        endAbandoned,
        storage,
        report,
      }).stop,
    );
  closers.add(startConfiguredBackups(config, { metrics, report }));
  const { port } = server;
  log.info({ port, host: config.host }, wireWords.server.log.listening);
  const status = async (): Promise<NodeStatus> => ({
    rooms: await services.rooms.list(),
    users: server.users(),
    changes: await metrics.changes(),
    isDatabaseUp: await server.isDatabaseUp(),
    isRedisUp: config.redisUrl === null ? null : cache.isUp(),
  });
  const url = `${certificate ? 'wss' : 'ws'}://127.0.0.1:${port}/ws`;
  const fingerprint = () => certificate?.fingerprint() ?? null;
  return { url, port, fingerprint, status, beat, endAbandoned };
}

interface Watch {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly report: (error: unknown) => void;
}

/** Starts the backups of the settings. Returns a function that stops them. */
function startConfiguredBackups(config: Config, { metrics, report }: Watch): () => Promise<void> {
  const { backups, databaseUrl, databaseSchema, dataDir, durability } = config;
  if (!backups) return () => Promise.resolve();
  const place = { databaseUrl, databaseSchema, dataDir, durability };
  const add = (signal: AbortSignal) => addInThread({ place, series: backups }, signal);
  return startBackups({ ...backups, add, tell: metrics.watchBackups(), report }).stop;
}

async function makeDataFolder(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
  } catch (error) {
    throw error instanceof Error && 'code' in error ? folderFault(dataDir, error.code) : error;
  }
}

/** Players wait for an answer: a database that takes longer to answer is away. */
const deadline = 10_000; // ms

async function openUpToDate(
  { config, tell = (sentence) => log.warn(sentence) }: NodeOptions,
  log: Log,
  closers: Closers,
): Promise<Storage> {
  const storage = await openConfigured(config, { deadline, tell });
  closers.add(storage.close);
  const migrations = await storage.migrateUp();
  await storage.checkWritable();
  if (migrations.length > 0) log.info({ migrations }, wireWords.server.log.migrated);
  return storage;
}
