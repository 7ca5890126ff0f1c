import type { AbstractSqlDriver, InferKyselyDB, MikroORM, SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely, Selectable } from 'kysely';
import type { entities } from './index.ts';

/** The tables and columns of the entities. They give statements their types. */
export type Schema = InferKyselyDB<(typeof entities)[number]>;

/** The query builder over these tables. */
export type Db = Kysely<Schema>;

/** A row of a table as a statement reads it. */
export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;

/** The ORM over these entities. */
export type Orm = MikroORM<AbstractSqlDriver, SqlEntityManager>;

/**
 * Runs SQL without the ORM, with bound parameters. Moments are `Date`, and counts (`int8`) are numbers.
 * Inside a transaction of the ORM it uses that transaction, elsewhere its own connections.
 */
export function sqlOf(orm: Orm): Db {
  return orm.em.getKysely<Schema>();
}
