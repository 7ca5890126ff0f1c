import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { codeFrom } from './password-code.ts';

const issuer = 'whist';
const algorithm = 'HS256';
const accessLifetime = 15 * 60; // seconds
const refreshLifetime = 7 * 24 * 60 * 60; // seconds
const operator = 'operator';
const operatorLifetime = 60; // seconds
const lentLifetime = 60 * 60; // seconds

/** The user and the session of an access token, and the id by which the token can be revoked. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly jti: string;
}

/** A refresh token: its text, the hash that is stored, and when it expires. */
export interface RefreshToken {
  readonly refreshToken: string;
  readonly refreshHash: string;
  readonly expiresAt: Date;
}

/** The proof that somebody is the operator. */
export interface OperatorToken {
  /** Null in a token of an older version. */
  readonly id: string | null;
  /** Whether it was made for work elsewhere, where the secret cannot be read. */
  readonly isLent: boolean;
}

/** A token of the operator that is lent, without its text. */
export interface LentToken {
  readonly id: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface Tokens {
  /** A signed token, and the seconds until it expires. */
  access(claims: AccessClaims): Promise<{ accessToken: string; expiresIn: number }>;
  /** The content of an access token and the seconds until it expires; null if it is forged or expired. */
  verify(accessToken: string): Promise<(AccessClaims & { expiresIn: number }) | null>;
  /** When an access token that is made now expires. */
  accessExpiry(): Date;
  refresh(): RefreshToken;
  /**
   * The refresh token that follows this one. It is always the same, so a client that lost the answer can get
   * it again although no token is stored. Nobody can compute it without the secret.
   */
  following(refreshToken: string): RefreshToken;
  /** The hash of a refresh token that is stored: SHA-256 in hex. */
  hash(refreshToken: string): string;
  /** A token for the operator. It is valid for a minute. */
  operator(): Promise<string>;
  /** A new token of an hour that the operator lends, and the seconds until it expires. */
  lend(): LentToken & { readonly expiresIn: number };
  /** The text of a lent token. It is the same each time. */
  lentText(lent: LentToken): Promise<string>;
  /** The content of a token of the operator; null if it is forged or expired. */
  operatorOf(token: string): Promise<OperatorToken | null>;
  /** A code to set a password with. It is the same for the same seed, and nobody can compute it without the secret. */
  passwordCode(seed: string): string;
}

/** Makes and reads tokens. `secret` has at least 32 bytes; `now` is the clock, in milliseconds. */
export function createTokens(secret: Uint8Array, now: () => number = Date.now): Tokens {
  const hash = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('hex');
  const kept = (refreshToken: string): RefreshToken => ({
    refreshToken,
    refreshHash: hash(refreshToken),
    expiresAt: new Date(now() + refreshLifetime * 1000),
  });

  const secondsFromNow = (seconds: number) => Math.floor(now() / 1000) + seconds;
  const operatorText = ({ id, isLent }: OperatorToken & { readonly id: string }, expiresAt: number) =>
    new SignJWT(isLent ? { lent: true } : {})
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setAudience(operator)
      .setJti(id)
      .setExpirationTime(expiresAt)
      .sign(secret);
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
    // The same secret signs access tokens, but their text never begins with `refresh`.
    following: (refreshToken) =>
      kept(createHmac('sha256', secret).update(`refresh ${refreshToken}`).digest('base64url')),
    hash,
    operator: () => operatorText({ id: randomUUID(), isLent: false }, secondsFromNow(operatorLifetime)),
    lend: () => ({
      id: randomUUID(),
      expiresAt: new Date(secondsFromNow(lentLifetime) * 1000).toISOString(),
      expiresIn: lentLifetime,
    }),
    lentText: ({ id, expiresAt }) => operatorText({ id, isLent: true }, Date.parse(expiresAt) / 1000),
    operatorOf: async (token) => {
      try {
        const { payload } = await jwtVerify<{ lent: unknown }>(token, secret, {
          issuer,
          audience: operator,
          algorithms: [algorithm],
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        });
        return { id: payload.jti ?? null, isLent: payload.lent === true };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
    // The text never begins with `refresh`.
    passwordCode: (seed) => codeFrom(createHmac('sha256', secret).update(`code ${seed}`).digest()),
  };
}
