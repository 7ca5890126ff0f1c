import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { createAccounts, type Accounts, type CommandStore } from '../../src/accounts/index.ts';
import { createPasswords } from '../../src/accounts/passwords.ts';
import { createTokens, type Tokens } from '../../src/accounts/tokens.ts';
import { createLocalCache } from '../../src/cache/index.ts';
import { createAccountStore } from '../../src/storage/accounts/accounts.ts';
import { createCommandStore } from '../../src/storage/commands/commands.ts';
import type { TestDatabase } from '../support/database.ts';
import { sqlOf, type Db, type Orm } from '../../src/storage/schema/db.ts';

export interface Desk {
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly commands: CommandStore;
  readonly orm: Orm;
  readonly db: Db;
  /** The hashes that passwords have been compared with. */
  readonly compared: (string | null)[];
  /** Runs something while the clock of the tokens is so many milliseconds ahead. */
  later<T>(milliseconds: number, run: () => Promise<T>): Promise<T>;
  /** The number of stored users and sessions. */
  rows(): Promise<{ users: number; sessions: number }>;
  close(): Promise<void>;
}

/** Accounts with a real database, real passwords and real tokens. */
export async function openDesk(testDatabase: TestDatabase): Promise<Desk> {
  const database = await testDatabase.open();
  const db = sqlOf(database.orm);
  let ahead = 0;
  const tokens = createTokens(randomBytes(32), () => Date.now() + ahead);
  const passwords = createPasswords();
  const cache = createLocalCache(null);
  const commands = createCommandStore(database.orm);
  const compared: (string | null)[] = [];
  const accounts = createAccounts({
    store: createAccountStore(database.orm),
    commands,
    cache: cache.sessions,
    news: cache.userNews,
    delays: cache.delays,
    tokens,
    passwords: {
      ...passwords,
      matches: (given, hash) => {
        compared.push(hash);
        return passwords.matches(given, hash);
      },
    },
  });
  return {
    accounts,
    tokens,
    commands,
    orm: database.orm,
    db,
    compared,
    later: async (milliseconds, run) => {
      ahead = milliseconds;
      try {
        return await run();
      } finally {
        ahead = 0;
      }
    },
    rows: async () => {
      const counted = await sql<{ users: number; sessions: number }>`
        select (select count(*)::integer from users) as users,
          (select count(*)::integer from sessions) as sessions`.execute(db);
      return counted.rows[0] ?? { users: -1, sessions: -1 };
    },
    close: async () => {
      await passwords.close();
      await database.close();
    },
  };
}
