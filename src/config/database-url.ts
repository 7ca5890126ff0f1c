import { urlParts } from './url-parts.ts';

/** The place of a PostgreSQL database, from its URL. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  /** A name, an address, or the folder of a socket. As for libpq, empty is the one of PGHOST or this machine. */
  readonly host: string;
  readonly port: number | null;
  readonly database: string;
  /** The parameters after the question mark, but for those above. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The only reader of database URLs; null if the text is not one. As for libpq, parameters win over the rest. */
export function databaseAddress(text: string): DatabaseAddress | null {
  const parts = urlParts(text, 'postgres|postgresql');
  if (!parts) return null;
  const { query } = parts;
  const given = query.get('port');
  const port = given === undefined ? parts.port : /^\d{1,5}$/.test(given) ? Number(given) : 0;
  const host = query.get('host') ?? parts.host;
  if ((port !== null && (port < 1 || port > 65_535)) || host.includes(',')) return null;
  return {
    user: query.get('user') ?? parts.user,
    password: query.get('password') ?? parts.password,
    host,
    port,
    database: query.get('dbname') ?? parts.path,
    parameters: query,
  };
}
