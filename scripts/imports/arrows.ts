import { beside, type Row } from './beside.ts';

/** Each decides for one part of the product. */
const services = [
  'src/rooms',
  'src/accounts',
  'src/groups',
  'src/notices',
  'src/history',
  'src/operator',
  'src/sheets',
] as const;

/**
 * The only imports that are allowed. A row may only name rows above it, so that there are no circles. A row
 * is also for the folders inside its folder. But if one of these has a row here, each of them needs one.
 */
export const arrows = {
  // The game.
  'src/rules': { folders: [], packages: [] },
  'src/drawing': { folders: ['src/rules'], packages: [] },
  'src/words': { folders: ['src/rules'], packages: [] },
  'src/bidi': { folders: ['src/drawing'], packages: ['bidi-js'] },
  'src/protocol': { folders: ['src/rules', 'src/words'], packages: ['ajv', 'typebox', 'unhomoglyph'] },

  // The services. Each has ports, through which it reaches the database.
  'src/rooms': {
    folders: ['src/rules', 'src/words', 'src/protocol'],
    packages: ['node:crypto', 'node:timers/promises', 'uuid'],
  },
  'src/accounts': {
    folders: ['src/words', 'src/protocol'],
    packages: [
      '@zxcvbn-ts/language-common',
      'bcryptjs',
      'jose',
      'node:crypto',
      'node:fs/promises',
      'node:net',
      'node:path',
      'node:worker_threads',
      'uuid',
    ],
  },
  'src/groups': { folders: ['src/protocol'], packages: [] },
  'src/notices': { folders: ['src/protocol'], packages: [] },
  'src/history': { folders: ['src/words', 'src/protocol'], packages: [] },
  'src/operator': { folders: ['src/protocol', 'src/accounts'], packages: ['node:crypto'] },
  'src/sheets/format': {
    folders: ['src/rules', 'src/words', 'src/protocol'],
    packages: ['csv-parse', 'node:stream', 'node:stream/promises', 'node:zlib'],
  },
  'src/sheets/check': { folders: ['src/rules', 'src/words', 'src/protocol'], packages: [] },
  'src/sheets/import': {
    folders: ['src/rules', 'src/words', 'src/protocol', 'src/sheets/check'],
    packages: ['leven', 'node:crypto'],
  },
  'src/sheets': {
    folders: ['src/protocol', 'src/sheets/*'],
    packages: ['node:timers/promises'],
  },

  // The server. It knows nothing of databases.
  'src/config': { folders: ['src/words'], packages: ['node:*', 'pino', 'typebox'] },
  'src/server': {
    folders: ['src/words', 'src/protocol', ...services, 'src/config'],
    packages: ['node:*', 'prom-client', 'ws'],
  },

  // The database.
  'src/storage/schema': {
    folders: ['src/rules'],
    packages: ['@mikro-orm/core', '@mikro-orm/sql', 'kysely', 'uuid'],
  },
  'migrations/initial': { folders: [], packages: [] },
  migrations: { folders: ['migrations/initial'], packages: ['@mikro-orm/migrations'] },
  '.': {
    folders: ['src/storage/schema', 'migrations'],
    packages: ['@mikro-orm/migrations', '@mikro-orm/postgresql', 'vitest'],
  },
  'src/storage/database': {
    folders: ['src/words', 'src/config', 'src/storage/schema', 'migrations', '.'],
    packages: [
      '@electric-sql/pglite',
      '@mikro-orm/core',
      '@mikro-orm/migrations',
      '@mikro-orm/pglite',
      '@mikro-orm/postgresql',
      '@mikro-orm/sql',
      'kysely',
      'node:*',
      'pg',
      'tar',
    ],
  },
  'src/storage/derived': {
    folders: ['src/rules', 'src/accounts', 'src/history', 'src/storage/schema'],
    packages: ['kysely'],
  },
  'src/storage/history': {
    folders: [
      'src/rules',
      'src/words',
      'src/protocol',
      'src/history',
      'src/storage/schema',
      'src/storage/derived',
    ],
    packages: ['kysely'],
  },
  'src/storage/projection': {
    folders: ['src/rules', 'src/rooms', 'src/storage/schema'],
    packages: ['kysely', 'uuid'],
  },
  'src/storage/log': {
    folders: [
      'src/rules',
      'src/rooms',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/derived',
      'src/storage/projection',
    ],
    packages: ['kysely', 'node:crypto', 'uuid'],
  },
  'src/storage/accounts': {
    folders: [
      'src/protocol',
      'src/rooms',
      'src/accounts',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/history',
      'src/storage/derived',
      'src/storage/log',
    ],
    packages: ['@mikro-orm/core', '@mikro-orm/sql', 'kysely', 'uuid'],
  },
  'src/storage/rooms': {
    folders: [
      'src/protocol',
      'src/rooms',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/history',
      'src/storage/projection',
      'src/storage/log',
      'src/storage/accounts',
    ],
    packages: ['kysely'],
  },
  'src/storage/commands': {
    folders: ['src/words', 'src/protocol', 'src/accounts', 'src/storage/schema', 'src/storage/database'],
    packages: ['@mikro-orm/core'],
  },
  'src/storage/groups': {
    folders: [
      'src/protocol',
      'src/groups',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/accounts',
      'src/storage/history',
    ],
    packages: ['@mikro-orm/core', 'kysely'],
  },
  'src/storage/notices': {
    folders: [
      'src/protocol',
      'src/notices',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/accounts',
      'src/storage/history',
    ],
    packages: ['@mikro-orm/core', 'kysely', 'uuid'],
  },
  'src/storage/operator': {
    folders: [
      'src/protocol',
      'src/accounts',
      'src/operator',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/accounts',
    ],
    packages: ['kysely', 'uuid'],
  },
  'src/storage/sheets': {
    folders: [
      'src/rules',
      'src/protocol',
      'src/rooms',
      'src/sheets',
      'src/storage/schema',
      'src/storage/database',
      'src/storage/derived',
      'src/storage/history',
      'src/storage/projection',
      'src/storage/accounts',
      'src/storage/log',
      'src/storage/groups',
    ],
    packages: ['kysely', 'uuid'],
  },
  'src/storage/doctor': {
    folders: [
      'src/storage/database',
      'src/storage/schema',
      'src/storage/derived',
      'src/storage/projection',
      'src/storage/log',
    ],
    packages: ['kysely', 'node:util'],
  },
  'src/storage/backup': {
    folders: ['src/words', 'src/storage/schema', 'src/storage/database'],
    packages: ['kysely', 'node:*'],
  },
  'src/storage': {
    folders: ['src/words', ...services, 'src/storage/*'],
    packages: ['kysely', 'uuid'],
  },
  'src/cache': {
    folders: ['src/rules', 'src/rooms', 'src/accounts', 'src/config', 'src/server'],
    packages: ['ioredis', 'node:crypto', 'rate-limiter-flexible'],
  },
  'src/node': {
    folders: ['src/words', ...services, 'src/config', 'src/server', 'src/storage', 'src/cache'],
    packages: ['node:*'],
  },

  // The client, the screens, the commands.
  'src/client': { folders: ['src/rules', 'src/words', 'src/protocol'], packages: ['node:*', 'ws'] },
  'src/tui': {
    folders: ['src/rules', 'src/drawing', 'src/words', 'src/bidi', 'src/client'],
    packages: ['cli-truncate', 'ink', 'node:stream', 'react', 'string-width', 'uqr'],
  },
  'src/cli': {
    folders: [
      'src/rules',
      'src/drawing',
      'src/words',
      'src/bidi',
      'src/protocol',
      'src/accounts',
      'src/notices',
      'src/sheets',
      'src/config',
      'src/storage/database',
      'src/storage',
      'src/node',
      'src/client',
      'src/tui',
    ],
    packages: ['cli-truncate', 'commander', 'leven', 'node:*', 'string-width', 'typebox'],
  },

  ...beside,
} satisfies Readonly<Record<string, Row>>;
