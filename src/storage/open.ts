import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PgliteDriver } from '@mikro-orm/pglite';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { MikroORM, type AbstractSqlDriver, type SqlEntityManager } from '@mikro-orm/sql';
import { sql, type Kysely } from 'kysely';
import config from '../../mikro-orm.config.ts';
import { StorageFault } from './fault.ts';
import { lockFolder } from './lock.ts';
