import { urlParts } from './url-parts.ts';

/** The place of a PostgreSQL database, from its URL. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The parameters after the question mark, but for those above. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The only reader of database URLs; null if the text is not one. As for libpq, parameters win over the rest, and the
 * variables of libpq stand for what the URL does not say.
 */
export function databaseAddress(text: string, env = process.env): DatabaseAddress | null {
  const parts = urlParts(text, 'postgres|postgresql');
  if (!parts) return null;
  const usual = Object.entries({ sslmode: env['PGSSLMODE'], options: env['PGOPTIONS'] });
  const query = new Map([
    ...usual.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
    ...parts.query,
  ]);
  const given = query.get('port');
  const said = given ?? String(parts.port ?? (Number(env['PGPORT']) || 5432));
  const port = /^\d{1,5}$/.test(said) ? Number(said) : 0;
  const host = (query.get('host') ?? parts.host) || env['PGHOST'] || 'localhost';
  if (port < 1 || port > 65_535 || host.includes(',')) return null;
  return {
    user: query.get('user') ?? parts.user,
    password: query.get('password') ?? parts.password,
    host,
    port,
    database: query.get('dbname') ?? parts.path,
    parameters: query,
  };
}
