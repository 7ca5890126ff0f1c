import { randomBytes } from 'node:crypto';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTokens } from '../../src/accounts/tokens.ts';
import { testDatabases } from '../support/database.ts';
import { entered, openDesk, password, person, refused, type Desk } from './desk.ts';

const minute = 60_000; // milliseconds
const day = 24 * 60 * minute;

describe.each(testDatabases)('sessions on $name', (testDatabase) => {
  let desk: Desk;
  let accounts: Desk['accounts'];
  let tokens: Desk['tokens'];
  let db: Desk['db'];
  let later: Desk['later'];
  beforeAll(async () => {
    desk = await openDesk(testDatabase);
    ({ accounts, tokens, db, later } = desk);
  });
  afterAll(() => desk.close());

  test('an access token is good for 15 minutes, the session for longer', async () => {
    const { identity, result } = entered(await accounts.register(person('quarter')));
    const resumed = await later(14 * minute, () => accounts.resume(result));
    expect(entered(resumed).result.expiresIn).toBeLessThanOrEqual(60);
    expect(await later(15 * minute, () => accounts.resume(result))).toEqual(refused('invalid_token'));
    expect(await later(15 * minute, () => accounts.refresh(result))).toMatchObject({ identity });
  });

  test('a forged access token lets nobody in', async () => {
    const { identity, result } = entered(await accounts.register(person('forged')));
    const other = entered(await accounts.register(person('other')));
    const claims = decodeJwt(result.accessToken);
    const resume = (accessToken: string) => accounts.resume({ accessToken });

    const stranger = await createTokens(randomBytes(32)).access(identity);
    expect(await resume(stranger.accessToken)).toEqual(refused('invalid_token'));
    expect(await resume(new UnsecuredJWT(claims).encode())).toEqual(refused('invalid_token'));
    const mixed = await tokens.access({ userId: other.identity.userId, sessionId: identity.sessionId });
    expect(await resume(mixed.accessToken)).toEqual(refused('invalid_token'));
    const gone = await tokens.access({ ...identity, sessionId: '01900000-0000-7000-8000-000000000000' });
    expect(await resume(gone.accessToken)).toEqual(refused('invalid_token'));
    expect(await resume(result.refreshToken)).toEqual(refused('invalid_token'));
    expect(await resume(result.accessToken)).toHaveProperty('result');
  });

  test('refreshing spends the old token and keeps the session', async () => {
    const first = entered(await accounts.register(person('refresher')));
    const second = entered(await accounts.refresh(first.result));
    expect(second.identity).toEqual(first.identity);
    expect(second.result).toMatchObject({ expiresIn: 900, user: first.result.user });
    expect(second.result.refreshToken).not.toBe(first.result.refreshToken);
    expect(await accounts.resume(second.result)).toHaveProperty('result');
    expect(await accounts.refresh(first.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh({ refreshToken: first.result.accessToken })).toEqual(
      refused('invalid_token'),
    );
    expect(await accounts.refresh(second.result)).toHaveProperty('result');
  });

  test('a refresh token is spent once, however many ask at the same moment', async () => {
    const { result } = entered(await accounts.register(person('hasty')));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => accounts.refresh(result)));
    expect(outcomes.filter((outcome) => 'result' in outcome)).toHaveLength(1);
  });

  test('a session that is not refreshed for seven days ends; each refresh begins them anew', async () => {
    entered(await accounts.register(person('sleeper')));
    const old = entered(await later(-7 * day - minute, () => accounts.login({ login: 'sleeper', password })));
    expect(await accounts.refresh(old.result)).toEqual(refused('invalid_token'));
    expect(await accounts.resume(await tokens.access(old.identity))).toEqual(refused('invalid_token'));
    const young = entered(
      await later(-7 * day + minute, () => accounts.login({ login: 'sleeper', password })),
    );
    const renewed = entered(await accounts.refresh(young.result));
    const { rows: kept } = await sql<{ days: number }>`
      select extract(epoch from expires_at - now())::float8 / 86400 as days
      from sessions where id = ${renewed.identity.sessionId}::uuid`.execute(db);
    expect(kept[0]?.days).toBeCloseTo(7, 2);
  });

  test('logging out ends this session, and no other', async () => {
    const here = entered(await accounts.register(person('leaver')));
    const there = entered(await accounts.login({ login: 'leaver', password }));
    await accounts.logout(here.identity);
    expect(await accounts.resume(here.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(here.result)).toEqual(refused('invalid_token'));
    expect(await accounts.resume(there.result)).toHaveProperty('result');
    expect(await accounts.refresh(there.result)).toHaveProperty('result');
    await accounts.logout(here.identity);
    const { rows: kept } = await sql`
      select id from sessions where revoked_at is not null and id = ${here.identity.sessionId}::uuid`.execute(
      db,
    );
    expect(kept).toHaveLength(1);
  });

  test('coming back is written down', async () => {
    const { identity } = entered(await accounts.register(person('regular')));
    const age = () =>
      sql`
      update users set last_active = '2020-01-01', updated_at = '2020-01-01'
      where id = ${identity.userId}::uuid`.execute(db);
    const recent = async () => {
      const seen = await sql<{ recent: boolean }>`
        select least(last_active, updated_at) > now() - interval '1 hour' as recent
        from users where id = ${identity.userId}::uuid`.execute(db);
      return seen.rows[0]?.recent;
    };
    await age();
    expect(await recent()).toBe(false);
    const { result } = entered(await accounts.login({ login: 'regular', password }));
    expect(await recent()).toBe(true);
    await age();
    entered(await accounts.refresh(result));
    expect(await recent()).toBe(true);
  });
});
