import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccounts, type Accounts, type Entered } from '../../src/accounts/accounts.ts';
import { createPasswords, type Passwords } from '../../src/accounts/passwords.ts';
import { createTokens, type Tokens } from '../../src/accounts/tokens.ts';
import { createAccountStore } from '../../src/storage/accounts.ts';
import { databases, type TestDatabase } from '../support/database.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const password = 'correct horse';
const person = (username: string) => ({
  username,
  email: `${username}@example.org`,
  password,
  displayName: username.toUpperCase(),
});

function entered<T>(outcome: Entered<T> | { refused: unknown }): Entered<T> {
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return outcome;
}

describe.each(databases)('accounts on $name', ({ open }) => {
  const secret = randomBytes(32);
  let database: TestDatabase;
  let tokens: Tokens;
  let passwords: Passwords;
  let accounts: Accounts;
  /** Milliseconds the clock of the tokens is ahead of the real one. */
  let ahead = 0;
  /** The hashes that passwords were compared with. */
  const compared: (string | null)[] = [];

  beforeAll(async () => {
    database = await open();
    tokens = createTokens(secret, () => Date.now() + ahead);
    passwords = createPasswords();
    accounts = createAccounts({
      store: createAccountStore(database.db),
      tokens,
      passwords: {
        ...passwords,
        matches: (given, hash) => {
          compared.push(hash);
          return passwords.matches(given, hash);
        },
      },
    });
  });
  afterAll(async () => {
    await passwords.close();
    await database.close();
  });

  const refused = (reason: string) => ({ refused: expect.objectContaining({ reason }) });
  async function rows(table: 'users' | 'sessions'): Promise<number> {
    const counted = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(
      database.db,
    );
    return counted.rows[0]?.n ?? -1;
  }
  async function later<T>(milliseconds: number, run: () => Promise<T>): Promise<T> {
    ahead = milliseconds;
    try {
      return await run();
    } finally {
      ahead = 0;
    }
  }

  test('registering makes an account and lets its owner in', async () => {
    const { identity, result } = entered(
      await accounts.register({ ...person('Dana_1'), displayName: 'דנה', email: 'Dana@Example.org' }),
    );
    expect(result).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresIn: 900,
      user: { id: expect.stringMatching(/^[0-9a-f-]{14}7/), username: 'Dana_1', displayName: 'דנה' },
    });
    expect(identity).toEqual({
      userId: result.user.id,
      sessionId: decodeJwt(result.accessToken)['sid'],
      user: result.user,
    });
    expect(await accounts.resume(result)).toEqual({
      identity,
      result: { user: result.user, expiresIn: expect.any(Number) },
    });
  });

  test('neither the password nor a token is kept', async () => {
    const { result } = entered(await accounts.register(person('keeper')));
    const kept = await sql<{ everything: string }>`
      select coalesce(string_agg(u::text || s::text, ''), '') as everything
      from users u join sessions s on s.user_id = u.id where u.username = 'keeper'`.execute(database.db);
    const everything = kept.rows[0]?.everything ?? '';
    expect(everything).toContain('keeper@example.org');
    expect(everything).toContain(tokens.hash(result.refreshToken));
    for (const secretText of [password, result.refreshToken, result.accessToken]) {
      expect(everything).not.toContain(secretText);
    }
  });

  test('a name or an address is taken in any case, and nothing is added', async () => {
    entered(await accounts.register(person('noa')));
    const before = [await rows('users'), await rows('sessions')];
    const again = (changes: object) => accounts.register({ ...person('somebody'), ...changes });
    const outcomes = await Promise.all([
      again({ username: 'noa' }),
      again({ username: 'NOA' }),
      again({ username: 'Noa', email: 'noa@example.org' }),
      again({ email: 'noa@example.org' }),
      again({ email: 'Noa@EXAMPLE.org' }),
    ]);
    const [name, address] = [refused('username_taken'), refused('email_taken')];
    expect(outcomes).toEqual([name, name, name, address, address]);
    expect([await rows('users'), await rows('sessions')]).toEqual(before);
  });

  test('of several who ask for one name at the same moment, one gets it', async () => {
    const outcomes = await Promise.all(
      ['race', 'Race', 'RACE', 'rAcE'].map((username, n) =>
        accounts.register({ ...person(username), email: `race${n}@example.org` }),
      ),
    );
    expect(outcomes.filter((outcome) => 'result' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(
      Array.from({ length: 3 }, () => refused('username_taken')),
    );
  });

  test('an address that grows too long when its case is folded is refused', async () => {
    const email = `${'İ'.repeat(200)}@example.org`;
    expect(await accounts.register({ ...person('long'), email })).toEqual(refused('invalid_params'));
  });

  test('logging in takes the name or the address in any case, and makes a session of its own', async () => {
    const registered = entered(await accounts.register(person('Yossi')));
    const sessions = new Set([registered.identity.sessionId]);
    for (const login of ['yossi', 'YOSSI', 'yossi@example.org', 'Yossi@Example.ORG']) {
      const { identity, result } = entered(await accounts.login({ login, password }));
      expect(result).toMatchObject({ expiresIn: 900, user: registered.result.user });
      expect(await accounts.resume(result)).toMatchObject({ identity });
      sessions.add(identity.sessionId);
    }
    expect(sessions.size).toBe(5);
  });

  test('a wrong password and an unknown name are refused alike, after the same work', async () => {
    entered(await accounts.register(person('amir')));
    const before = await rows('sessions');
    compared.length = 0;
    const wrong = await accounts.login({ login: 'amir', password: 'correct house' });
    expect(compared).toEqual([expect.stringMatching(/^\$2b\$10\$/)]);
    const unknown = await accounts.login({ login: 'nobody', password });
    expect(compared).toEqual([expect.any(String), null]);
    expect(wrong).toEqual(refused('invalid_credentials'));
    expect(unknown).toEqual(wrong);
    const strange = ['nobody@example.org', 'amir\0', "' or true --", '@', '%', '\ud800'];
    const answers = await Promise.all(strange.map((login) => accounts.login({ login, password })));
    expect(answers).toEqual(strange.map(() => wrong));
    expect(await rows('sessions')).toBe(before);
  });

  test('every one of 128 Hebrew letters of a password counts', async () => {
    const letters = 'ש'.repeat(127);
    entered(await accounts.register({ ...person('hebrew'), password: `${letters}א` }));
    expect(await accounts.login({ login: 'hebrew', password: `${letters}ב` })).toEqual(
      refused('invalid_credentials'),
    );
    expect(await accounts.login({ login: 'hebrew', password: `${letters}א` })).toHaveProperty('result');
  });

  test('guests and closed accounts do not log in, and a closed account’s sessions end', async () => {
    const host = entered(await accounts.register(person('host')));
    const guest = entered(await accounts.register(person('guest')));
    await sql`update users set guest_of = ${host.identity.userId}::uuid
      where id = ${guest.identity.userId}::uuid`.execute(database.db);
    expect(await accounts.login({ login: 'guest', password })).toEqual(refused('invalid_credentials'));
    await sql`update users set is_active = false where id = ${host.identity.userId}::uuid`.execute(
      database.db,
    );
    expect(await accounts.login({ login: 'host', password })).toEqual(refused('invalid_credentials'));
    expect(await accounts.resume(host.result)).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(host.result)).toEqual(refused('invalid_token'));
  });

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
      from sessions where id = ${renewed.identity.sessionId}::uuid`.execute(database.db);
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
      database.db,
    );
    expect(kept).toHaveLength(1);
  });

  test('coming back is written down', async () => {
    const { identity } = entered(await accounts.register(person('regular')));
    const age = () =>
      sql`
      update users set last_active = '2020-01-01', updated_at = '2020-01-01'
      where id = ${identity.userId}::uuid`.execute(database.db);
    const recent = async () => {
      const seen = await sql<{ recent: boolean }>`
        select least(last_active, updated_at) > now() - interval '1 hour' as recent
        from users where id = ${identity.userId}::uuid`.execute(database.db);
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

  test('what the threads cannot take now is to be tried again, and nothing is kept of it', async () => {
    const stopped = createPasswords();
    await stopped.close();
    const overrun = createAccounts({ store: createAccountStore(database.db), tokens, passwords: stopped });
    const before = [await rows('users'), await rows('sessions')];
    expect(await overrun.register(person('latecomer'))).toEqual(refused('try_again'));
    expect(await overrun.login({ login: 'regular', password })).toEqual(refused('try_again'));
    expect([await rows('users'), await rows('sessions')]).toEqual(before);
  });
});
