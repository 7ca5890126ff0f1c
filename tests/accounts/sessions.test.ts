import { randomBytes } from 'node:crypto';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { createTokens } from '../../src/accounts/tokens.ts';
import { createAccountStore } from '../../src/storage/accounts/accounts.ts';
import { entered, password, person, refused } from './people.ts';
import { deskTest } from './desk-test.ts';

const minute = 60_000; // milliseconds
const day = 24 * 60 * minute;

const onDesk = deskTest();

onDesk('an access token is valid for 15 minutes, the session for longer', async ({ accounts, later }) => {
  const { identity, result } = entered(await accounts.register(person('quarter')));
  const resumed = await later(14 * minute, () => accounts.resume(result));
  expect(entered(resumed).result.expiresIn).toBeLessThanOrEqual(60);
  expect(await later(15 * minute, () => accounts.resume(result))).toEqual(refused('invalid_token'));
  expect(await later(15 * minute, () => accounts.refresh(result))).toMatchObject({
    identity: { sessionId: identity.sessionId },
  });
});

onDesk('a forged access token is refused', async ({ accounts, tokens }) => {
  const { identity, result } = entered(await accounts.register(person('forged')));
  const other = entered(await accounts.register(person('other')));
  const claims = decodeJwt(result.accessToken);
  const resume = (accessToken: string) => accounts.resume({ accessToken });

  const stranger = await createTokens(randomBytes(32)).access(identity);
  expect(await resume(stranger.accessToken)).toEqual(refused('invalid_token'));
  expect(await resume(new UnsecuredJWT(claims).encode())).toEqual(refused('invalid_token'));
  const mixed = await tokens.access({ ...other.identity, sessionId: identity.sessionId });
  expect(await resume(mixed.accessToken)).toEqual(refused('invalid_token'));
  const gone = await tokens.access({ ...identity, sessionId: '01900000-0000-7000-8000-000000000000' });
  expect(await resume(gone.accessToken)).toEqual(refused('invalid_token'));
  expect(await resume(result.refreshToken)).toEqual(refused('invalid_token'));
  expect(await resume(result.accessToken)).toHaveProperty('result');
});

onDesk('refreshing spends the old token and keeps the session', async ({ accounts }) => {
  const first = entered(await accounts.register(person('refresher')));
  const second = entered(await accounts.refresh(first.result));
  expect(second.identity).toEqual({ ...first.identity, jti: expect.any(String) });
  expect(second.identity.jti).not.toBe(first.identity.jti);
  expect(second.result).toMatchObject({ expiresIn: 900, user: first.result.user });
  expect(second.result.refreshToken).not.toBe(first.result.refreshToken);
  expect(await accounts.resume(second.result)).toHaveProperty('result');
  expect(await accounts.refresh({ refreshToken: first.result.accessToken })).toEqual(
    refused('invalid_token'),
  );
  expect(await accounts.refresh(second.result)).toHaveProperty('result');
});

onDesk(
  'a refresh that is sent again within ten seconds gets the same token, also several times at one moment',
  async ({ accounts }) => {
    const { identity, result } = entered(await accounts.register(person('hasty')));
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => accounts.refresh(result)));
    const next = outcomes.map((outcome) => entered(outcome).result.refreshToken);
    expect(new Set(next).size).toBe(1);
    expect(entered(await accounts.refresh(result)).result.refreshToken).toBe(next[0]);
    expect(await accounts.refresh({ refreshToken: next[0] ?? '' })).toMatchObject({
      identity: { sessionId: identity.sessionId },
    });
  },
);

for (const [which, isLast] of [
  ['that was spent more than ten seconds ago', true],
  ['that is not the last', false],
] as const)
  onDesk(`a spent token ${which} ends its session`, async ({ accounts, db }) => {
    const name = isLast ? 'robbed_late' : 'robbed_early';
    const first = entered(await accounts.register(person(name)));
    const { sessionId, userId } = first.identity;
    const elsewhere = entered(await accounts.login({ login: name, password }));
    const ended: string[] = [];
    const unwatch = accounts.watch(userId, (news) => 'ended' in news && ended.push(...news.ended));
    let current = entered(await accounts.refresh(first.result));
    if (isLast)
      await sql`
      update spent_refresh_tokens set spent_at = spent_at - interval '11 seconds'
      where session_id = ${sessionId}::uuid`.execute(db);
    else current = entered(await accounts.refresh(current.result));

    expect(await accounts.refresh(first.result)).toEqual(refused('invalid_token'));
    expect(ended).toEqual([sessionId]);
    expect(await accounts.resume(current.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(current.result)).toEqual(refused('invalid_token'));
    expect(await accounts.endedOf([sessionId, elsewhere.identity.sessionId])).toEqual([sessionId]);
    expect(await accounts.refresh(elsewhere.result)).toHaveProperty('result');
    // The session ends only once.
    expect(await accounts.refresh(first.result)).toEqual(refused('invalid_token'));
    expect(ended).toEqual([sessionId]);
    unwatch();
  });

onDesk('another password ends every session, and begins a new one', async ({ accounts }) => {
  const here = entered(await accounts.register(person('changer')));
  const there = entered(await accounts.login({ login: 'changer', password }));
  const change = (given: string, newPassword: string) =>
    accounts.changePassword(
      here.identity,
      { password: given, newPassword },
      { address: null, enter: () => Promise.resolve() },
    );
  expect(await change('wrong', 'another horse')).toEqual(refused('invalid_credentials'));
  expect(await accounts.resume(there.result)).toHaveProperty('result');

  const order: string[] = [];
  const unwatch = accounts.watch(here.identity.userId, (news) => {
    if ('ended' in news) order.push(...news.ended.toSorted());
  });
  const changed = entered(
    await accounts.changePassword(
      here.identity,
      { password, newPassword: 'another horse' },
      { address: null, enter: async ({ identity }) => void order.push(identity.sessionId) },
    ),
  );
  unwatch();
  const ids = [here, there].map(({ identity }) => identity.sessionId).toSorted();
  expect(order).toEqual([changed.identity.sessionId, ...ids]);
  for (const old of [here, there]) {
    expect(await accounts.resume(old.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(old.result)).toEqual(refused('invalid_token'));
  }
  expect(await accounts.resume(changed.result)).toHaveProperty('result');
  expect(await accounts.login({ login: 'changer', password })).toEqual(refused('invalid_credentials'));
  expect(await accounts.login({ login: 'changer', password: 'another horse' })).toHaveProperty('result');
});

onDesk('sessions that expired more than a day ago are deleted with their tokens', async (desk) => {
  const { accounts, db } = desk;
  const { identity, result } = entered(await accounts.register(person('forgotten')));
  entered(await accounts.refresh(result));
  const expire = (days: number) =>
    sql`
      update sessions set expires_at = now() - ${days} * interval '1 day'
      where id = ${identity.sessionId}::uuid`.execute(db);
  const left = async () => {
    await createAccountStore(desk.orm).forgetExpired();
    const { rows } = await sql`
      select refresh_hash from spent_refresh_tokens where session_id = ${identity.sessionId}::uuid`.execute(
      db,
    );
    return rows.length;
  };
  await expire(0.5);
  expect(await left()).toBe(1);
  await expire(1.5);
  expect(await left()).toBe(0);
});

onDesk('a session ends seven days after its last refresh', async ({ accounts, tokens, db, later }) => {
  entered(await accounts.register(person('sleeper')));
  const old = entered(await later(-7 * day - minute, () => accounts.login({ login: 'sleeper', password })));
  expect(await accounts.refresh(old.result)).toEqual(refused('invalid_token'));
  expect(await accounts.resume(await tokens.access(old.identity))).toEqual(refused('invalid_token'));
  const young = entered(await later(-7 * day + minute, () => accounts.login({ login: 'sleeper', password })));
  const renewed = entered(await accounts.refresh(young.result));
  const { rows: kept } = await sql<{ days: number }>`
    select extract(epoch from expires_at - now())::float8 / 86400 as days
    from sessions where id = ${renewed.identity.sessionId}::uuid`.execute(db);
  expect(kept[0]?.days).toBeCloseTo(7, 2);
});

onDesk('logging out ends this session, and no other', async ({ accounts, db }) => {
  const here = entered(await accounts.register(person('leaver')));
  const there = entered(await accounts.login({ login: 'leaver', password }));
  await accounts.logout(here.identity, () => Promise.resolve());
  expect(await accounts.resume(here.result)).toEqual(refused('invalid_token'));
  expect(await accounts.refresh(here.result)).toEqual(refused('invalid_token'));
  expect(await accounts.resume(there.result)).toHaveProperty('result');
  expect(await accounts.refresh(there.result)).toHaveProperty('result');
  await accounts.logout(here.identity, () => Promise.resolve());
  const { rows: kept } = await sql`
    select id from sessions where revoked_at is not null and id = ${here.identity.sessionId}::uuid`.execute(
    db,
  );
  expect(kept).toHaveLength(1);
});

onDesk('a login and a refresh update the time of the last activity', async ({ accounts, db }) => {
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
