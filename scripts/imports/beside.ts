/** The imports that a folder may have, apart from its own files. */
export interface Row {
  /** Folders that have a row here, or `src/*` for all below one. */
  readonly folders: readonly string[];
  /** Packages by their names, or `node:*` for every module of Node. */
  readonly packages: readonly string[];
}

/** The imports of the folders beside the program. */
export const beside = {
  scripts: {
    folders: [
      'src/rules',
      'src/words',
      'src/protocol',
      'src/config',
      'src/storage/schema',
      'src/storage/database',
      'src/client',
      'src/tui',
      'src/cli',
    ],
    packages: [
      '@xterm/headless',
      'commander',
      'kysely',
      'node:*',
      'oxc-parser',
      'oxfmt',
      'rolldown',
      'tar',
      'typebox',
    ],
  },
  bench: {
    folders: ['src/*'],
    packages: ['@lydell/node-pty', 'kysely', 'node:*', 'pg', 'pg-copy-streams', 'ws'],
  },
  tests: {
    folders: ['src/*', 'migrations', 'scripts', 'bench', '.'],
    packages: [
      '@lydell/node-pty',
      '@mikro-orm/core',
      '@mikro-orm/pglite',
      '@stryker-mutator/api',
      '@stryker-mutator/core',
      '@xterm/headless',
      'ajv',
      'env-paths',
      'fast-check',
      'ioredis',
      'jose',
      'kysely',
      'node:*',
      'pg',
      'string-width',
      'uuid',
      'vitest',
      'ws',
    ],
  },
} satisfies Readonly<Record<string, Row>>;
