import { createHash, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { v7 as uuid } from 'uuid';

const issuer = 'whist';
const algorithm = 'HS256';
const accessLifetime = 15 * 60; // seconds
const refreshLifetime = 7 * 24 * 60 * 60; // seconds

/** The session an access token speaks for. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export interface Tokens {
  /** A signed token, and the seconds until it expires. */
  access(claims: AccessClaims): Promise<{ accessToken: string; expiresIn: number }>;
  /** What a token says and the seconds it has left; null where it is forged, expired or not one of ours. */
  verify(accessToken: string): Promise<(AccessClaims & { expiresIn: number }) | null>;
  /** A new refresh token, the form it is kept in, and when it expires. */
  refresh(): { refreshToken: string; refreshHash: string; expiresAt: Date };
  /** The form a refresh token is kept in: SHA-256 in hex. */
  hash(refreshToken: string): string;
}

/** Makes and reads tokens. `secret` has at least 32 bytes; `now` is the clock, in milliseconds. */
export function createTokens(secret: Uint8Array, now: () => number = Date.now): Tokens {
  const hash = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('hex');

  return {
    access: async ({ userId, sessionId }) => {
      const issuedAt = Math.floor(now() / 1000);
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setSubject(userId)
        .setJti(uuid())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + accessLifetime)
        .sign(secret);
      return { accessToken, expiresIn: accessLifetime };
    },
    verify: async (accessToken) => {
      const at = now();
      try {
        const { payload } = await jwtVerify<{ sid: unknown }>(accessToken, secret, {
          issuer,
          algorithms: [algorithm],
          requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
          currentDate: new Date(at),
        });
        const { sub, sid, exp } = payload;
        if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return null;
        return { userId: sub, sessionId: sid, expiresIn: exp - Math.floor(at / 1000) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
    refresh: () => {
      const refreshToken = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now() + refreshLifetime * 1000);
      return { refreshToken, refreshHash: hash(refreshToken), expiresAt };
    },
    hash,
  };
}
