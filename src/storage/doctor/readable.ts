import { sql } from 'kysely';
import { isDamage } from '../database/damage.ts';
import type { Db } from '../schema/db.ts';
import { unreadable, type Difference } from './differences.ts';

/** Looks at data that may be damaged, and keeps what cannot be read. */
export interface Reader {
  readonly found: Difference[];
  /** Does work, inside a transaction. If it meets damage, that is kept under this name, and the rest can go on. */
  read<T>(row: string, work: () => Promise<T>): Promise<T | null>;
  /** Does work for all these ids. If it meets damage, it is done for fewer at once, so that one id is named. */
  readEach<T>(
    ids: readonly string[],
    nameOf: (id: string) => string,
    work: (ids: readonly string[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]>;
}

export function createReader(trx: Db): Reader {
  const found: Difference[] = [];

  async function attempt<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly ok: T } | { readonly damage: Error }> {
    await sql`savepoint before_reading`.execute(trx);
    try {
      const ok = await work();
      await sql`release savepoint before_reading`.execute(trx);
      return { ok };
    } catch (error) {
      if (!isDamage(error)) throw error;
      await sql`rollback to savepoint before_reading`.execute(trx);
      return { damage: error };
    }
  }

  async function keep(row: string, { message }: Error): Promise<void> {
    found.push({
      table: await tableOf(trx, message),
      row,
      column: null,
      stored: unreadable,
      expected: 'readable',
    });
  }

  const reader: Reader = {
    found,
    async read(row, work) {
      const outcome = await attempt(work);
      if ('ok' in outcome) return outcome.ok;
      await keep(row, outcome.damage);
      return null;
    },
    async readEach(ids, nameOf, work) {
      const outcome = await attempt(() => work(ids));
      if ('ok' in outcome) return outcome.ok;
      const [first] = ids;
      if (first !== undefined && ids.length === 1) {
        await keep(nameOf(first), outcome.damage);
        return [];
      }
      const half = Math.ceil(ids.length / 2);
      const parts = [ids.slice(0, half), ids.slice(half)];
      return [
        ...(await reader.readEach(parts[0] ?? [], nameOf, work)),
        ...(await reader.readEach(parts[1] ?? [], nameOf, work)),
      ];
    },
  };
  return reader;
}

/** The table of the damaged file, which an error names as in `base/5/16412`; the table of an index, if it is one. */
async function tableOf(trx: Db, message: string): Promise<string> {
  const file = /base\/\d+\/(\d+)/.exec(message)?.[1];
  if (file === undefined) return message;
  const { rows } = await sql<{ name: string | null }>`
    select coalesce(i.indrelid, f.id)::regclass::text as name
    from (select pg_filenode_relation(0, ${Number(file)}::oid)::oid as id) f
      left join pg_index i on i.indexrelid = f.id`.execute(trx);
  return rows[0]?.name ?? message;
}
