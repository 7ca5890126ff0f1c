import { randomBytes } from 'node:crypto';
import { createAccounts, createTokens, type UserNews } from '../../src/accounts/index.ts';
import { createLocalCache } from '../../src/cache/local.ts';
import { defaultLimits } from '../../src/config/limits.ts';
import { createAccountMemory, createPlainPasswords } from './memory.ts';
import { entered, person } from './people.ts';

/** The service of accounts, with limits, and its store in memory. */
export function openPlain() {
  const memory = createAccountMemory();
  const plain = createPlainPasswords();
  const tokens = createTokens(randomBytes(32));
  const cache = createLocalCache(defaultLimits);
  const accounts = createAccounts({
    ...memory,
    cache: cache.sessions,
    news: cache.userNews,
    delays: cache.delays,
    tokens,
    passwords: plain.passwords,
  });
  const join = async (name = 'dana', more: object = {}, address: string | null = null) =>
    entered(await accounts.register({ ...person(name), ...more }, address));
  /** The news that the sockets of a user get. */
  function follow(userId: string): UserNews[] {
    const heard: UserNews[] = [];
    accounts.watch(userId, (news) => heard.push(news));
    return heard;
  }
  return { ...memory, ...plain, accounts, tokens, cache, join, follow };
}
