import { TransactionContext } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sqlOf, type Orm } from '../schema/db.ts';

/** An entity manager that knows no entity yet. It belongs to the transaction under way, if there is one. */
export function emOf(orm: Orm): SqlEntityManager {
  return orm.em.fork({ keepTransactionContext: true });
}

/**
 * Runs `work` in the transaction under way, or in a new one. Everything inside that asks `sqlOf` and `emOf` when it
 * runs belongs to it. Nothing inside may use another connection: the embedded database has only one.
 *
 * `em.transactional` is not used: when a connection breaks inside of it, its place in the pool is lost for good.
 */
export function inTransaction<T>(orm: Orm, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  if (orm.em.isInTransaction()) return work(emOf(orm));
  return sqlOf(orm)
    .transaction()
    .execute((trx) => {
      const em = orm.em.fork();
      em.setTransactionContext(trx);
      return TransactionContext.create(em, () => work(emOf(orm)));
    });
}
