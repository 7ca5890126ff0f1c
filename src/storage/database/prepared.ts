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
  const names = new Map<string, string>();
  let works = true;

  function nameOf(text: string): string {
    // The name comes from the text, so that one name never means two statements.
    const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  }

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
