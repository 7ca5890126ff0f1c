import pg, { type ClientConfig } from 'pg';
import { databaseAddress, type DatabaseAddress } from '../../config/database-url.ts';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';
import { refusalOf } from './refusals.ts';
import { checkSession, sessionNames, sessionOptions, sessionQuestion, type Session } from './session.ts';
import { waysToConnect, type Tls } from './tls.ts';
import { isUnavailable } from './unavailable.ts';

/** A server that does not let a connection in for so long is not there. */
const connectWithin = 5_000; // ms

/** How the connections of a pool are made, and the name of their database. */
export interface Reached {
  readonly config: ClientConfig;
  readonly name: string;
}

/**
 * Connects once, to find out how: with or without TLS, and whether a pooler between lets a connection ask for its
 * settings. Throws a `StorageFault` if the database cannot be used. No message has a part of the URL but its host.
 */
export async function reachServer(databaseUrl: string, schema: string): Promise<Reached> {
  const address = databaseAddress(databaseUrl);
  if (!address) throw new StorageFault('database_url', words.storage.databaseUrlUnknown);
  const { config, session } = await tryWays(address, schema);
  checkSession(session, schema);
  return { config, name: session.name };
}

interface Found {
  readonly config: ClientConfig;
  readonly session: Session;
}

async function tryWays(address: DatabaseAddress, schema: string): Promise<Found> {
  const ways = waysToConnect(address);
  for (const [i, ssl] of ways.entries()) {
    try {
      return await connect(address, { ssl, schema });
    } catch (error) {
      if (i < ways.length - 1 && !isAway(error)) continue;
      throw refusalOf(error) ?? unreachable(address, error);
    }
  }
  throw new Error('a database has at least one way to connect');
}

/** A server that cannot be reached at all cannot be reached another way. */
const isAway = (error: unknown) =>
  error instanceof AggregateError || ('syscall' in Object(error) && isUnavailable(error));

async function connect(address: DatabaseAddress, way: { ssl: Tls; schema: string }): Promise<Found> {
  const { parameters } = address;
  const base = configOf(address, way.ssl);
  const config = { ...base, options: sessionOptions(way.schema, parameters.get('options')) };
  try {
    return { config, session: await ask(config) };
  } catch (error) {
    if (!refusesOptions(error)) throw error;
    return { config: base, session: await ask(base) };
  }
}

/** A pooler answers so; PgBouncer the first way, the one of Amazon the second. */
const refusesOptions = (error: unknown) =>
  ['08P01', '0A000'].includes(String((error as { code?: unknown }).code));

function configOf(
  { user, password, host, port, database, parameters }: DatabaseAddress,
  ssl: Tls,
): ClientConfig {
  const seconds = Number(parameters.get('connect_timeout'));
  return {
    host,
    port,
    user,
    password,
    database,
    ssl,
    application_name: parameters.get('application_name') ?? 'whist',
    connectionTimeoutMillis: seconds > 0 ? seconds * 1000 : connectWithin,
    keepAlive: true,
  };
}

async function ask(config: ClientConfig): Promise<Session> {
  const client = new pg.Client({ ...config, query_timeout: config.connectionTimeoutMillis ?? connectWithin });
  // An error after the end is no news.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Session>(sessionQuestion, [sessionNames]);
    const [session] = rows;
    if (!session) throw new Error('a database did not tell about its session');
    return session;
  } finally {
    void client.end().catch(() => undefined);
  }
}

function unreachable({ host, port, database }: DatabaseAddress, error: unknown): StorageFault {
  const place = `${host}:${port}/${database}`;
  return new StorageFault('database_unreachable', words.storage.databaseUnreachable(place, describe(error)));
}

/** Node tries every address of a host and then throws all failures together, without a message of its own. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
