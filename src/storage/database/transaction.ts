import { TransactionContext } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sqlOf, type Orm } from '../schema/db.ts';

/** A new entity manager without entities. It uses the open transaction, if there is one. */
export function emOf(orm: Orm): SqlEntityManager {
  return orm.em.fork({ keepTransactionContext: true });
}

/**
 * Runs `work` in the open transaction, or in a new one. Inside `work`, `sqlOf` and `emOf` use this
 * transaction. Nothing inside may use another connection: the embedded database has only one.
 *
 * It does not use `em.transactional`: if a connection breaks there, its place in the pool is lost for good.
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
