/** The parts of a pool and its connections that are needed here. */
interface Connected {
  query: (...args: readonly unknown[]) => unknown;
  readonly connection: { readonly stream: { destroy(error: Error): unknown } };
}
export interface Pool {
  on(event: 'connect' | 'acquire' | 'remove', listener: (client: Connected) => void): unknown;
  on(event: 'release', listener: (error: unknown, client: Connected) => void): unknown;
}

/** No statement may take longer. Changes of tables and the doctor need long, and no player waits for them. */
export const longest = 10 * 60 * 1000; // 10 minutes

export interface Deadlines {
  /** Watches a pool from its beginning. */
  watch(pool: Pool): void;
  /** Runs work, such as changes of tables, whose statements may take up to the longest time. */
  lifted<T>(work: () => Promise<T>): Promise<T>;
  /** Ends every connection, also one that does not answer. */
  cut(): void;
}

/**
 * Ends a connection that has not answered a statement in time: the network or the server may have lost it without a
 * word. The statement fails, as after every lost connection. The idle connections are as old, so they end too, and new
 * ones are made.
 */
export function createDeadlines(within: number): Deadlines {
  const all = new Set<Connected>();
  const idle = new Set<Connected>();
  let isLifted = false;

  const silent = () =>
    Object.assign(new Error('the database has not answered in time'), { code: 'ETIMEDOUT' });
  const drop = (client: Connected) => client.connection.stream.destroy(silent());

  const watchQueries = (client: Connected) => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      const answer = query(...args);
      if (!(answer instanceof Promise)) return answer;
      const late = setTimeout(
        () => {
          drop(client);
          for (const other of idle) drop(other);
        },
        isLifted ? longest : within,
      );
      return answer.finally(() => clearTimeout(late));
    };
  };

  return {
    watch(pool) {
      pool.on('connect', (client) => {
        all.add(client);
        watchQueries(client);
      });
      pool.on('acquire', (client) => idle.delete(client));
      pool.on('release', (_, client) => idle.add(client));
      pool.on('remove', (client) => {
        all.delete(client);
        idle.delete(client);
      });
    },
    async lifted(work) {
      isLifted = true;
      try {
        return await work();
      } finally {
        isLifted = false;
      }
    },
    cut() {
      for (const client of all) drop(client);
    },
  };
}
