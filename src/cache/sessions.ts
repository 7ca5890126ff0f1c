import type { SessionCache } from '../accounts/index.ts';
import { keys, secondsUntil } from './keys.ts';
import type { RedisLink } from './link.ts';

/** Keeps the refresh tokens in Redis, and the access tokens that are revoked. */
export function createSessionCache({ send, ask }: RedisLink): SessionCache {
  return {
    refreshed({ userId, refreshHash, expiresAt, replaces }) {
      send((commands) => {
        commands.set(keys.refreshToken(refreshHash), userId, 'EX', secondsUntil(expiresAt));
        if (replaces !== null) commands.del(keys.refreshToken(replaces));
      });
    },
    revoked({ jti, expiresAt, refreshHash }) {
      send((commands) => {
        commands.set(keys.revoked(jti), '1', 'EX', secondsUntil(expiresAt));
        if (refreshHash !== null) commands.del(keys.refreshToken(refreshHash));
      });
    },
    isRevoked: async (jti) => (await ask((asked) => asked.exists(keys.revoked(jti)))) === 1,
  };
}
