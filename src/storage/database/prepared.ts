import { createHash } from 'node:crypto';
import { preparedMark } from '../schema/rows.ts';

interface Client {
  query: (...args: readonly unknown[]) => unknown;
}

/** The part of a pool of `pg` that is needed here. */
export interface Pool {
  on(event: 'connect', listener: (client: Client) => void): unknown;
}

/**
 * PostgreSQL has no statement of this name, or another one. A pooler between gave the connection to somebody
 * else: PgBouncer in transaction mode before 1.21, or without `max_prepared_statements`.
 */
const lost: ReadonlySet<unknown> = new Set(['26000', '42P05']);

/**
 * Lets the connections of a pool prepare the statements that have the mark. If a prepared statement is lost
 * once, nothing is prepared any more.
 */
export function prepareMarked(pool: Pool): void {
  const nameOf = createNames();
  let works = true;

  pool.on('connect', (client) => {
    const query = client.query.bind(client);

    async function prepared(text: string, values: unknown): Promise<unknown> {
      try {
        return await query({ name: nameOf(text), text, values });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && lost.has(error.code))) throw error;
        works = false;
        // The statement did not run. Inside a transaction this fails too, and the caller tries again.
        return query(text, values);
      }
    }

    client.query = (...args) => {
      const [text, values] = args;
      return works && typeof text === 'string' && text.startsWith(preparedMark)
        ? prepared(text, values)
        : query(...args);
    };
  });
}

/** The part of the embedded database that is needed here. */
export interface Embedded {
  query: (text: string, values?: unknown[], options?: object) => Promise<unknown>;
}

/**
 * Lets the embedded database prepare the statements that have the mark. It has one connection, and its own way
 * to send a statement parses it each time, so this uses `prepare` and `execute` of SQL.
 */
export function prepareEmbedded(database: Embedded): void {
  const nameOf = createNames();
  const prepared = new Map<string, Promise<unknown>>();
  const query = database.query.bind(database);

  database.query = async (text, values = [], options) => {
    const literals = text.startsWith(preparedMark) ? values.map(literalOf) : [null];
    if (literals.includes(null)) return query(text, values, options);
    const name = nameOf(text);
    const ready = prepared.get(name) ?? query(`prepare "${name}" as ${text}`);
    prepared.set(name, ready);
    await ready;
    return query(`execute "${name}" (${literals.join(', ')})`, [], options);
  };
}

/** A text as SQL; null for a value of another kind. */
function literalOf(value: unknown): string | null {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : null;
}

/** Names of statements. They come from the text, so that one name never means two statements. */
function createNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
}
