import { TransactionContext } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sqlOf, type Orm } from '../schema/db.ts';
import { isConflict, serializationFailure } from './conflict.ts';

/** A new entity manager without entities. It uses the open transaction, if there is one. */
export function emOf(orm: Orm): SqlEntityManager {
  return orm.em.fork({ keepTransactionContext: true });
}

/** Thrown because something that a transaction relies on has changed. It can be tried again. */
export class MovedOn extends Error {
  /** The code of PostgreSQL for the same thing. */
  readonly code = serializationFailure;
}

/** A transaction begins so often before its caller is told that others are in its way. */
const beginnings = 3;

/**
 * Runs `work` in the open transaction, or in a new one. Inside `work`, `sqlOf` and `emOf` use this
 * transaction. Nothing inside may use another connection: the embedded database has only one. If another transaction
 * is in the way, everything is undone and `work` runs again.
 */
export async function inTransaction<T>(orm: Orm, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  if (orm.em.isInTransaction()) return work(emOf(orm));
  for (let left = beginnings - 1; ; left -= 1) {
    try {
      return await begin(orm, work);
    } catch (error) {
      if (left === 0 || !isConflict(error)) throw error;
    }
  }
}

/**
 * Runs `work` in a new transaction. It does not use `em.transactional`: if a connection breaks there, its place in the
 * pool is lost for good.
 */
function begin<T>(orm: Orm, work: (em: SqlEntityManager) => Promise<T>): Promise<T> {
  return sqlOf(orm)
    .transaction()
    .execute((trx) => {
      const em = orm.em.fork();
      em.setTransactionContext(trx);
      return TransactionContext.create(em, () => work(emOf(orm)));
    });
}
