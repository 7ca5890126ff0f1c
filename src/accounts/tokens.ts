import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { validate as isUuid } from 'uuid';
import { codeFrom } from './password-code.ts';

const issuer = 'whist';
const algorithm = 'HS256';
const accessLifetime = 15 * 60; // seconds
const refreshLifetime = 7 * 24 * 60 * 60; // seconds
const operator = 'operator';
const operatorLifetime = 60; // seconds
const lentLifetime = 60 * 60; // seconds
/** The clocks of two nodes may differ by so much. */
const clockSkew = 15 * 60; // seconds
/** The length of a check value, which is the end of a refresh token and of a mark of a device. */
const checkBytes = 12;

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

/**
 * How a refresh token looks without asking the database: made with the secret of this server, made by an older
 * version without a check value, or neither.
 */
export type RefreshOrigin = 'own' | 'old' | 'forged';

/** The proof that somebody is the operator. */
export interface OperatorToken {
  readonly id: string;
  /** When it expires. */
  readonly expiresAt: Date;
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
  originOf(refreshToken: string): RefreshOrigin;
  /** The mark by which a device shows later that a user was logged in on it, in this session. */
  deviceMark(of: Pick<AccessClaims, 'userId' | 'sessionId'>): string;
  /** The session in a mark that this user got; null if it is forged, or of another user. */
  sessionOf(deviceMark: string, userId: string): string | null;
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

  const withCheck = (body: string) =>
    `${body}${checkOf(secret, 'refresh check', body).toString('base64url')}`;

  const secondsFromNow = (seconds: number) => Math.floor(now() / 1000) + seconds;
  const operatorText = ({ id, isLent }: Pick<OperatorToken, 'id' | 'isLent'>, expiresAt: number) =>
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
      const payload = await payloadOf(accessToken, secret, { currentDate: new Date(at) });
      const { sub: userId, sid: sessionId, jti, exp } = payload ?? {};
      if (!isId(userId) || !isId(sessionId) || !isId(jti)) return null;
      const expiresIn = Number(exp) - Math.floor(at / 1000);
      if (!Number.isSafeInteger(exp) || expiresIn > accessLifetime + clockSkew) return null;
      return { userId, sessionId, jti, expiresIn };
    },
    accessExpiry: () => new Date(now() + accessLifetime * 1000),
    refresh: () => kept(withCheck(randomBytes(32).toString('base64url'))),
    // The same secret signs access tokens, but their text never begins with `refresh`. No token begins with `check`.
    following: (refreshToken) =>
      kept(withCheck(createHmac('sha256', secret).update(`refresh ${refreshToken}`).digest('base64url'))),
    originOf(refreshToken) {
      if (/^[\w-]{43}$/.test(refreshToken)) return 'old';
      const [, body = '', check = ''] = /^([\w-]{43})([\w-]{16})$/.exec(refreshToken) ?? [];
      return isSame(check, checkOf(secret, 'refresh check', body)) ? 'own' : 'forged';
    },
    deviceMark: ({ userId, sessionId }) =>
      `${sessionId}.${checkOf(secret, 'device', `${userId} ${sessionId}`).toString('base64url')}`,
    sessionOf(deviceMark, userId) {
      const [sessionId = '', check = ''] = deviceMark.split('.');
      return isSame(check, checkOf(secret, 'device', `${userId} ${sessionId}`)) ? sessionId : null;
    },
    hash,
    operator: () => operatorText({ id: randomUUID(), isLent: false }, secondsFromNow(operatorLifetime)),
    lend: () => ({
      id: randomUUID(),
      expiresAt: new Date(secondsFromNow(lentLifetime) * 1000).toISOString(),
      expiresIn: lentLifetime,
    }),
    lentText: ({ id, expiresAt }) => operatorText({ id, isLent: true }, Date.parse(expiresAt) / 1000),
    operatorOf: async (token) => {
      const at = now();
      const payload = await payloadOf(token, secret, { audience: operator, currentDate: new Date(at) });
      const { jti: id, exp, lent } = payload ?? {};
      const isLent = lent === true;
      const lifetime = isLent ? lentLifetime : operatorLifetime;
      if (!isId(id) || !Number.isSafeInteger(exp)) return null;
      if (Number(exp) > at / 1000 + lifetime + clockSkew) return null;
      return { id, isLent, expiresAt: new Date(Number(exp) * 1000) };
    },
    // The text never begins with `refresh`.
    passwordCode: (seed) => codeFrom(createHmac('sha256', secret).update(`code ${seed}`).digest()),
  };
}

/** The end that a text must have, if this server has made it. No other text that is signed here begins like these. */
const checkOf = (secret: Uint8Array, ...text: readonly ['refresh check' | 'device', string]): Buffer =>
  createHmac('sha256', secret).update(text.join(' ')).digest().subarray(0, checkBytes);

const isId = (value: unknown): value is string => isUuid(value);

/** The claims of a token that was signed with the secret and has not expired; else null. */
async function payloadOf(
  token: string,
  secret: Uint8Array,
  options: Pick<JWTVerifyOptions, 'audience' | 'currentDate'>,
): Promise<JWTPayload | null> {
  // The last letter of a part may hold bits that nobody reads: without this, one token had several texts.
  if (token.split('.').some((part) => Buffer.from(part, 'base64url').toString('base64url') !== part))
    return null;
  try {
    const { payload } = await jwtVerify(token, secret, {
      ...options,
      issuer,
      algorithms: [algorithm],
      requiredClaims: ['exp'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** Whether a text is these bytes in base64url. It takes as long if it is not. */
function isSame(text: string, bytes: Buffer): boolean {
  const given = Buffer.from(text, 'base64url');
  return given.length === bytes.length && timingSafeEqual(given, bytes);
}
