import { MikroORM, type AbstractSqlDriver, type Options, type SqlEntityManager } from '@mikro-orm/sql';
import config from '../../../mikro-orm.config.ts';
import type { Orm } from '../schema/db.ts';
import { learnTypes } from '../schema/types.ts';

/**
 * Parsers by the number of a PostgreSQL type: int8, timestamptz. The defaults of the two drivers differ, so
 * both use these.
 */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  1184: (text) => new Date(text),
};

export async function initialize(
  place: Pick<Options, 'driver' | 'dbName' | 'driverOptions' | 'migrations'>,
): Promise<Orm> {
  const orm = await MikroORM.init<AbstractSqlDriver, SqlEntityManager>({ ...config, ...place });
  learnTypes(orm);
  return orm;
}
