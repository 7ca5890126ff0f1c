import { randomBytes } from 'node:crypto';
import { SignJWT, UnsecuredJWT, decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { hashOfCode } from '../../src/accounts/password-code.ts';
import { createTokens } from '../../src/accounts/tokens.ts';

const secret = randomBytes(32);
const claims = {
  userId: 'c0ffee00-0000-7000-8000-000000000001',
  sessionId: 'c0ffee00-0000-7000-8000-000000000002',
  jti: 'c0ffee00-0000-7000-8000-000000000003',
};
const body = { sid: claims.sessionId, jti: claims.jti, iss: 'whist', sub: claims.userId };

function signed(payload: Record<string, unknown>, key: Uint8Array = secret, alg = 'HS256'): Promise<string> {
  return new SignJWT({ exp: Math.floor(Date.now() / 1000) + 900, ...payload })
    .setProtectedHeader({ alg })
    .setIssuedAt()
    .sign(key);
}

test('an access token contains its user, its session and its end', async () => {
  let now = 1_700_000_000_000;
  const tokens = createTokens(secret, () => now);
  const { accessToken, expiresIn } = await tokens.access(claims);
  expect(expiresIn).toBe(900);
  expect(decodeJwt(accessToken)).toEqual({
    sid: claims.sessionId,
    sub: claims.userId,
    iss: 'whist',
    jti: claims.jti,
    iat: 1_700_000_000,
    exp: 1_700_000_900,
  });
  now += 60_000;
  expect(await tokens.verify(accessToken)).toEqual({ ...claims, expiresIn: 840 });
  now += 840_000;
  expect(await tokens.verify(accessToken)).toBeNull();
});

test.each([
  ['signed with another secret', signed(body, randomBytes(32))],
  ['signed with another algorithm', signed(body, randomBytes(64), 'HS512')],
  ['signed with the secret and another algorithm', signed(body, Buffer.concat([secret, secret]), 'HS512')],
  ['not signed at all', new UnsecuredJWT(body).setIssuedAt().setExpirationTime('15 minutes').encode()],
  ['of another issuer', signed({ ...body, iss: 'bridge' })],
  ['without a session', signed({ sub: body.sub, jti: claims.jti, iss: 'whist' })],
  ['whose session is no text', signed({ ...body, sid: 7 })],
  ['whose session is no id', signed({ ...body, sid: "' or 1=1" })],
  ['whose user is no id', signed({ ...body, sub: 'dana' })],
  ['whose own id is no id', signed({ ...body, jti: 'one' })],
  ['that lives too long', signed({ ...body, exp: 1e308 })],
  ['that lives for an hour', signed({ ...body, exp: Math.floor(Date.now() / 1000) + 3600 })],
  ['without an id', signed({ sub: body.sub, sid: body.sid, iss: 'whist' })],
  ['that never expires', new SignJWT(body).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().sign(secret)],
  ['that is no token', 'not.a.token'],
  ['that is empty', ''],
])('a token %s is not accepted', async (_, token) => {
  const tokens = createTokens(secret);
  expect(await tokens.verify(await signed(body))).toEqual({ ...claims, expiresIn: expect.any(Number) });
  expect(await tokens.verify(await token)).toBeNull();
});

test('a token with a changed payload is not accepted', async () => {
  const tokens = createTokens(secret);
  const { accessToken } = await tokens.access(claims);
  const [header, payload, signature] = accessToken.split('.');
  const other = { ...decodeJwt(accessToken), sub: 'c0ffee00-0000-7000-8000-00000000000f' };
  const forged = Buffer.from(JSON.stringify(other)).toString('base64url');
  expect(forged).not.toBe(payload);
  expect(await tokens.verify(`${header}.${forged}.${signature}`)).toBeNull();
});

test('a token has only one text: the last letter of its signature holds two bits that nobody reads', async () => {
  const tokens = createTokens(secret);
  for (const [text, isTaken] of [
    [(await tokens.access(claims)).accessToken, tokens.verify],
    [await tokens.operator(), tokens.operatorOf],
  ] as const) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = letters[letters.indexOf(text.at(-1) ?? '') ^ 1];
    expect(await isTaken(text)).not.toBeNull();
    expect(await isTaken(text.slice(0, -1) + other)).toBeNull();
  }
});

test('a forged refresh token is known without a question, also one that differs in a letter', () => {
  const [tokens, other] = [createTokens(secret), createTokens(randomBytes(32))];
  const { refreshToken } = tokens.refresh();
  expect(tokens.originOf(refreshToken)).toBe('own');
  expect(tokens.originOf(tokens.following(refreshToken).refreshToken)).toBe('own');
  expect(tokens.originOf(randomBytes(32).toString('base64url'))).toBe('old');
  for (const forged of [
    other.refresh().refreshToken,
    `${refreshToken.startsWith('A') ? 'B' : 'A'}${refreshToken.slice(1)}`,
    `${refreshToken.slice(0, -1)}${refreshToken.endsWith('A') ? 'B' : 'A'}`,
    `${refreshToken}A`,
    refreshToken.slice(1),
    'nonsense',
    '',
  ])
    expect(tokens.originOf(forged)).toBe('forged');
});

test('a mark of a device is for one user, and nobody can make one without the secret', () => {
  const [tokens, other] = [createTokens(secret), createTokens(randomBytes(32))];
  const mark = tokens.deviceMark(claims);
  expect(tokens.sessionOf(mark, claims.userId)).toBe(claims.sessionId);
  expect(tokens.sessionOf(mark, claims.sessionId)).toBeNull();
  expect(other.sessionOf(mark, claims.userId)).toBeNull();
  for (const forged of ['', '.', claims.sessionId, `${claims.userId}${mark.slice(36)}`])
    expect(tokens.sessionOf(forged, claims.userId)).toBeNull();
});

test('a refresh token is 32 random bytes with a check value, and its hash is SHA-256', () => {
  const tokens = createTokens(secret, () => 1_700_000_000_000);
  const { refreshToken, refreshHash, expiresAt } = tokens.refresh();
  expect(refreshToken).toMatch(/^[\w-]{59}$/);
  expect(refreshHash).toMatch(/^[0-9a-f]{64}$/);
  expect(tokens.hash(refreshToken)).toBe(refreshHash);
  expect(tokens.refresh().refreshToken).not.toBe(refreshToken);
  expect(expiresAt).toEqual(new Date(1_700_000_000_000 + 7 * 24 * 3_600_000));
});

test('a refresh token always has the same next token, and nobody can compute it without the secret', () => {
  const [tokens, same, other] = [createTokens(secret), createTokens(secret), createTokens(randomBytes(32))];
  const { refreshToken } = tokens.refresh();
  const next = tokens.following(refreshToken);
  expect(next.refreshToken).toMatch(/^[\w-]{59}$/);
  expect(next.refreshHash).toBe(tokens.hash(next.refreshToken));
  expect(same.following(refreshToken).refreshToken).toBe(next.refreshToken);
  expect(other.following(refreshToken).refreshToken).not.toBe(next.refreshToken);
  expect(tokens.following(next.refreshToken).refreshToken).not.toBe(next.refreshToken);
});

test('an operator token needs the secret, and is valid for a minute', async () => {
  let now = 1_700_000_000_000;
  const tokens = createTokens(secret, () => now);
  const token = await tokens.operator();
  expect(await tokens.operatorOf(token)).toEqual({
    id: expect.any(String),
    isLent: false,
    expiresAt: new Date(now + 60_000),
  });
  expect(await tokens.verify(token)).toBeNull();
  expect(await tokens.operatorOf((await tokens.access(claims)).accessToken)).toBeNull();
  expect(await createTokens(randomBytes(32), () => now).operatorOf(token)).toBeNull();
  expect(await tokens.operatorOf('nonsense')).toBeNull();
  now += 61_000;
  expect(await tokens.operatorOf(token)).toBeNull();
});

test('a token of the operator that lives longer than its kind is not accepted', async () => {
  const tokens = createTokens(secret);
  const made = (seconds: number, more: object = {}) =>
    signed({
      iss: 'whist',
      aud: 'operator',
      jti: claims.jti,
      exp: Math.floor(Date.now() / 1000) + seconds,
      ...more,
    });
  const skew = 15 * 60;
  expect(await tokens.operatorOf(await made(60 + skew - 5))).toMatchObject({ isLent: false });
  expect(await tokens.operatorOf(await made(60 + skew + 5))).toBeNull();
  expect(await tokens.operatorOf(await made(3600 + skew - 5, { lent: true }))).toMatchObject({
    isLent: true,
  });
  expect(await tokens.operatorOf(await made(3600 + skew + 5, { lent: true }))).toBeNull();
  expect(await tokens.operatorOf(await made(60, { lent: 'yes' }))).toMatchObject({ isLent: false });
  expect(await tokens.operatorOf(await made(60, { jti: 'one' }))).toBeNull();
  expect(await tokens.operatorOf(await made(60, { exp: 1e308 }))).toBeNull();
});

test('an access token that is revoked now could live for fifteen minutes', () => {
  const tokens = createTokens(secret, () => 1_700_000_000_000);
  expect(tokens.accessExpiry()).toEqual(new Date(1_700_000_900_000));
});

test('a lent token of the operator is valid for an hour, and made again it is the same', async () => {
  let now = 1_700_000_000_000;
  const tokens = createTokens(secret, () => now);
  const lent = tokens.lend();
  expect(lent.expiresIn).toBe(3600);
  const token = await tokens.lentText(lent);
  now += 3_599_000;
  expect(await tokens.lentText(lent)).toBe(token);
  expect(await tokens.operatorOf(token)).toEqual({
    id: lent.id,
    isLent: true,
    expiresAt: new Date(lent.expiresAt),
  });
  now += 1_000;
  expect(await tokens.operatorOf(token)).toBeNull();
});

test('a code for a password follows from its seed, needs the secret, and may be written in several ways', () => {
  const [tokens, other] = [createTokens(secret), createTokens(randomBytes(32))];
  const code = tokens.passwordCode('seed');
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(tokens.passwordCode('seed')).toBe(code);
  expect(tokens.passwordCode('another seed')).not.toBe(code);
  expect(other.passwordCode('seed')).not.toBe(code);
  for (const written of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')])
    expect(hashOfCode(written)).toBe(hashOfCode(code));
  expect(hashOfCode('01OI-L000')).toBe(hashOfCode('0101-1000'));
  expect(hashOfCode(other.passwordCode('seed'))).not.toBe(hashOfCode(code));
});
