import { createHash, createHmac, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

const issuer = 'whist';
const algorithm = 'HS256';
const accessLifetime = 15 * 60; // seconds
const refreshLifetime = 7 * 24 * 60 * 60; // seconds
const operator = 'operator';
const operatorLifetime = 60; // seconds

/** The session an access token speaks for, and its own id, by which it can be called back. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly jti: string;
}

/** A refresh token: its text, the form it is kept in, and when it expires. */
export interface RefreshToken {
  readonly refreshToken: string;
  readonly refreshHash: string;
  readonly expiresAt: Date;
}

export interface Tokens {
  /** A signed token, and the seconds until it expires. */
  access(claims: AccessClaims): Promise<{ accessToken: string; expiresIn: number }>;
  /** What a token says and the seconds it has left; null where it is forged, expired or not one of ours. */
  verify(accessToken: string): Promise<(AccessClaims & { expiresIn: number }) | null>;
  /** When an access token that is given now will have expired. */
  accessExpiry(): Date;
  refresh(): RefreshToken;
  /**
   * The refresh token that follows one. It is always the same, so that who asks again, because the answer was
   * lost, can be given it again although no token is kept; without the secret nobody can tell it.
   */
  following(refreshToken: string): RefreshToken;
  /** The form a refresh token is kept in: SHA-256 in hex. */
  hash(refreshToken: string): string;
  /** A token for who can read the secret of the server, for a minute. */
  operator(): Promise<string>;
  isOperator(token: string): Promise<boolean>;
}

/** Makes and reads tokens. `secret` has at least 32 bytes; `now` is the clock, in milliseconds. */
export function createTokens(secret: Uint8Array, now: () => number = Date.now): Tokens {
  const hash = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('hex');
  const kept = (refreshToken: string): RefreshToken => ({
    refreshToken,
    refreshHash: hash(refreshToken),
    expiresAt: new Date(now() + refreshLifetime * 1000),
  });

  return {
    access: async ({ userId, sessionId, jti }) => {
      const issuedAt = Math.floor(now() / 1000);
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setSubject(userId)
        .setJti(jti)
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
        const { sub, sid, jti, exp } = payload;
        if (typeof sub !== 'string' || typeof sid !== 'string') return null;
        if (jti === undefined || exp === undefined) return null;
        return { userId: sub, sessionId: sid, jti, expiresIn: exp - Math.floor(at / 1000) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
    accessExpiry: () => new Date(now() + accessLifetime * 1000),
    refresh: () => kept(randomBytes(32).toString('base64url')),
    // Access tokens are signed with the same secret; none of them begins like this.
    following: (refreshToken) =>
      kept(createHmac('sha256', secret).update(`refresh ${refreshToken}`).digest('base64url')),
    hash,
    operator: () =>
      new SignJWT()
        .setProtectedHeader({ alg: algorithm })
        .setIssuer(issuer)
        .setAudience(operator)
        .setExpirationTime(Math.floor(now() / 1000) + operatorLifetime)
        .sign(secret),
    isOperator: async (token) => {
      try {
        await jwtVerify(token, secret, {
          issuer,
          audience: operator,
          algorithms: [algorithm],
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        });
        return true;
      } catch (error) {
        if (error instanceof errors.JOSEError) return false;
        throw error;
      }
    },
  };
}
