import type { AbstractSqlDriver, InferKyselyDB, MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely, Selectable } from 'kysely';
import type { entities } from './index.ts';

/** The tables and columns as the entities name them: what statements are typed by. */
export type Schema = InferKyselyDB<(typeof entities)[number]>;

/** The query builder over these tables. */
export type Db = Kysely<Schema>;

/** A row of a table as a statement reads it. */
export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** The ORM over these entities. */
export type Orm = MikroORM<AbstractSqlDriver, SqlEntityManager>;

/**
 * Runs SQL beside the ORM, with bound parameters: moments come as `Date`, counts (`int8`) as numbers. Inside
 * `em.transactional` it belongs to that transaction; elsewhere it has connections of its own.
 */
export function sqlOf(orm: Orm): Db {
  return orm.em.getKysely<Schema>();
}
