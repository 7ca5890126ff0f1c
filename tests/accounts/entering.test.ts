import { v4, v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { UserNews } from '../../src/accounts/index.ts';
import { entered, password, person, refused } from './people.ts';
import { openPlain } from './plain.ts';

const address = '192.0.2.1';
const another = 'another horse';

describe('registering', () => {
  test('remembers the terminal and the address, and gives a device mark of the session', async () => {
    const { join, sessions, tokens } = openPlain();
    const { identity, result } = await join('dana', { terminal: 'laptop' }, address);
    expect(sessions()).toMatchObject([
      { id: identity.sessionId, terminal: 'laptop', address, userId: result.user.id },
    ]);
    expect(tokens.sessionOf(result.device ?? '', result.user.id)).toBe(identity.sessionId);
  });

  test.each([
    [{ username: 'admin' }, 'username_reserved'],
    [{ displayName: 'Archive' }, 'display_name_reserved'],
    [{ password: 'password1' }, 'weak_password'],
    [{ password: 'dana_whist' }, 'weak_password'],
    [{ email: `${'İ'.repeat(200)}@example.org` }, 'invalid_params'],
    [{ username: 'NOA', email: 'x@example.org' }, 'username_taken'],
    [{ email: 'NOA@example.org' }, 'email_taken'],
  ])('%j is refused as %s', async (changes, reason) => {
    const { accounts, join, sessions } = openPlain();
    await join('noa');
    expect(await accounts.register({ ...person('dana_whist'), ...changes })).toEqual(refused(reason));
    expect(sessions()).toHaveLength(1);
  });

  test('an address of 255 characters is not too long', async () => {
    const { accounts } = openPlain();
    const email = `${'😀'.repeat(243)}@example.org`;
    expect(await accounts.register({ ...person('dana'), email })).toHaveProperty('result');
    expect(await accounts.register({ ...person('noa'), email: `x${email}` })).toEqual(
      refused('invalid_params'),
    );
  });

  test('waits for nobody: a full line is told so', async () => {
    const { accounts, setBusy } = openPlain();
    setBusy(true);
    expect(await accounts.register(person('dana'))).toEqual(refused('try_again'));
  });

  test('the same command again begins another session, only with the password, and only of an active account', async () => {
    const { accounts, join, sessions, disable, setBusy } = openPlain();
    const commandId = v4();
    const first = await join('dana', { commandId });
    const again = (more: object = {}) =>
      accounts.register({ ...person('dana'), commandId, ...more }, address);
    const second = entered(await again({ terminal: 'phone' }));
    expect(second.result.user).toEqual(first.result.user);
    expect(sessions()[1]).toMatchObject({ terminal: 'phone', address });
    expect(await again({ password: another })).toEqual(refused('username_taken'));
    expect(await again({ commandId: v4() })).toEqual(refused('username_taken'));
    expect(await again({ commandId: undefined })).toEqual(refused('username_taken'));
    disable(first.result.user.id);
    expect(await again()).toEqual(refused('account_disabled'));
    setBusy(true);
    expect(await again()).toEqual(refused('try_again'));
  });
});

/** Guesses until a guess has to wait. */
async function guessesOf(guess: (login: string) => Promise<object>, login: string) {
  const reasons: unknown[] = [];
  while (reasons.at(-1) !== 'rate_limited' && reasons.length < 70) {
    const outcome = (await guess(login)) as { refused?: { reason: string } };
    reasons.push(outcome.refused?.reason ?? 'in');
  }
  return reasons;
}

describe('logging in', () => {
  test('remembers the terminal and the address', async () => {
    const { accounts, join, sessions } = openPlain();
    await join();
    entered(await accounts.login({ login: 'DANA@example.org', password, terminal: 'phone' }, address));
    expect(sessions()[1]).toMatchObject({ terminal: 'phone', address });
  });

  test('compares with nobody’s hash if there is no account, and counts the guess all the same', async () => {
    const { accounts, join, compared } = openPlain();
    await join();
    expect(await accounts.login({ login: 'nobody', password }, address)).toEqual(
      refused('invalid_credentials'),
    );
    expect(compared).toEqual([null]);
    const reasons = await guessesOf((login) => accounts.login({ login, password }, address), 'nobody');
    expect(reasons).toEqual([...Array(4).fill('invalid_credentials'), 'rate_limited']);
  });

  test('of a disabled account, or when the line is full, is refused', async () => {
    const { accounts, join, disable, setBusy } = openPlain();
    const { result } = await join();
    setBusy(true);
    expect(await accounts.login({ login: 'dana', password })).toEqual(refused('try_again'));
    setBusy(false);
    disable(result.user.id);
    expect(await accounts.login({ login: 'dana', password })).toEqual(refused('account_disabled'));
  });
});

describe('guessing a password', () => {
  test('has to wait at one address, with any spelling of the name, and not at another address', async () => {
    const { accounts, join } = openPlain();
    await join();
    const wrong = (at: string) => (login: string) => accounts.login({ login, password: 'wrong' }, at);
    expect(await guessesOf(wrong(address), 'dana')).toHaveLength(6);
    expect(await accounts.login({ login: 'DANA', password }, address)).toEqual(refused('rate_limited'));
    expect(await accounts.login({ login: 'dana@example.org', password }, address)).toEqual(
      refused('rate_limited'),
    );
    expect(await accounts.login({ login: 'dana', password }, '192.0.2.2')).toHaveProperty('result');
  });

  test('is counted for a known device alone', async () => {
    const { accounts, join } = openPlain();
    const { result } = await join();
    const other = entered(await accounts.login({ login: 'dana', password }));
    const wrong = (device: string) => (login: string) =>
      accounts.login({ login, password: 'wrong', device }, address);
    expect(await guessesOf(wrong(result.device ?? ''), 'dana')).toHaveLength(6);
    expect(await guessesOf(wrong(other.result.device ?? ''), 'dana')).toHaveLength(6);
    // The address has made no guess.
    expect(await guessesOf(wrong('unknown'), 'dana')).toHaveLength(6);
  });

  test('is counted for a whole network of IPv6', async () => {
    const { accounts, join } = openPlain();
    await join();
    let n = 0;
    const wrong = (login: string) => accounts.login({ login, password: 'wrong' }, `2001:db8::${(n += 1)}`);
    expect(await guessesOf(wrong, 'dana')).toHaveLength(6);
    expect(await accounts.login({ login: 'dana', password }, '2001:db8:0:1::1')).toHaveProperty('result');
  });

  test('has a limit from everywhere, which a known device does not wait for', async () => {
    const { accounts, join } = openPlain();
    const { result } = await join();
    let n = 0;
    const wrong = (login: string) => accounts.login({ login, password: 'wrong' }, `192.0.2.${(n += 1)}`);
    expect(await guessesOf(wrong, 'dana')).toHaveLength(51);
    expect(await accounts.login({ login: 'dana', password }, address)).toEqual(refused('rate_limited'));
    const { device = '' } = result;
    expect(await accounts.login({ login: 'dana', password, device }, address)).toHaveProperty('result');
    // A device of somebody else is not known.
    const other = await join('noa');
    const asDana = { login: 'dana', password, device: other.result.device ?? '' };
    expect(await accounts.login(asDana, address)).toEqual(refused('rate_limited'));
    expect(await accounts.login({ ...asDana, login: 'nobody' }, address)).toEqual(
      refused('invalid_credentials'),
    );
  });

  test('is not what somebody does who knows it, however often', async () => {
    const { accounts, join } = openPlain();
    await join();
    for (let i = 0; i < 60; i += 1)
      expect(await accounts.login({ login: 'dana', password }, `192.0.2.${i % 9}`)).toHaveProperty('result');
  });

  test('is not counted while it has to wait', async () => {
    const { accounts, join } = openPlain();
    await join();
    for (let i = 0; i < 50; i += 1)
      await accounts.login({ login: 'dana', password: 'wrong' }, `192.0.2.${i}`);
    // These wait for the guesses from everywhere, and are not held against the address.
    for (let i = 0; i < 9; i += 1) await accounts.login({ login: 'dana', password: 'wrong' }, '198.51.100.1');
    const other = await join('noa');
    expect(other.result.user.username).toBe('noa');
    expect(await accounts.login({ login: 'noa', password }, '198.51.100.1')).toHaveProperty('result');
  });
});

describe('tokens', () => {
  test('of an ended session are refused from the cache, before the database is asked', async () => {
    const { accounts, join, sessions, cache } = openPlain();
    const { identity, result } = await join();
    const ended = {
      id: identity.sessionId,
      refreshHash: sessions()[0]?.refreshHash ?? '',
      accessJti: identity.jti,
    };
    expect(await cache.sessions.isRevoked(identity.jti)).toBe(false);
    // The session is still live in the store: only the cache knows.
    accounts.sessionsEnded(result.user.id, [ended]);
    expect(await cache.sessions.isRevoked(identity.jti)).toBe(true);
    expect(await accounts.resume(result)).toEqual(refused('invalid_token'));
  });

  test('are resumed with the session, the user and the address', async () => {
    const { accounts, join, sessions, tokens } = openPlain();
    const [dana, noa] = [await join('dana'), await join('noa')];
    expect(await accounts.resume(dana.result, address)).toMatchObject({
      identity: dana.identity,
      result: { user: dana.result.user },
    });
    expect(sessions()[0]?.address).toBe(address);
    const mixed = await tokens.access({ ...noa.identity, sessionId: dana.identity.sessionId });
    expect(await accounts.resume(mixed)).toEqual(refused('invalid_token'));
    expect(await accounts.resume({ accessToken: 'nonsense' })).toEqual(refused('invalid_token'));
  });

  test('are refreshed, and one that is stolen ends the session and says so', async () => {
    const { accounts, join, follow, sessions, tokens } = openPlain();
    const { identity, result } = await join();
    const heard = follow(result.user.id);
    const next = entered(await accounts.refresh(result, address));
    expect(next.identity).toMatchObject({ sessionId: identity.sessionId, userId: result.user.id });
    expect(sessions()).toMatchObject([{ address, refreshHash: tokens.hash(next.result.refreshToken) }]);
    expect(await accounts.refresh({ refreshToken: 'nonsense' })).toEqual(refused('invalid_token'));
    expect(await accounts.refresh(tokens.refresh())).toEqual(refused('invalid_token'));
    expect(heard).toEqual([]);
    expect(await accounts.refresh(result)).toEqual(refused('invalid_token'));
    expect(heard).toEqual([{ ended: [identity.sessionId] }]);
    expect(await accounts.resume(next.result)).toEqual(refused('invalid_token'));
    expect(accounts.originOf(result.refreshToken)).toBe('own');
  });

  test('a forged refresh token is not looked for', async () => {
    const { accounts, store } = openPlain();
    store.rotate = () => Promise.reject(new Error('it was looked for'));
    expect(await accounts.refresh({ refreshToken: 'x'.repeat(59) })).toEqual(refused('invalid_token'));
  });
});

describe('leaving', () => {
  test('ends this session, once, and tells its sockets', async () => {
    const { accounts, join, follow, cache } = openPlain();
    const { identity, result } = await join();
    entered(await accounts.login({ login: 'dana', password }));
    const heard = follow(result.user.id);
    // The other sockets of the session are closed after this one is logged out.
    const toldBefore: number[] = [];
    const logOut = async () => void toldBefore.push(heard.length);
    await accounts.logout(identity, logOut);
    await accounts.logout(identity, logOut);
    expect(toldBefore).toEqual([0, 1]);
    expect(heard).toEqual([{ ended: [identity.sessionId] }]);
    expect(await cache.sessions.isRevoked(identity.jti)).toBe(true);
    expect(await accounts.endedOf([identity.sessionId, v7()])).toContain(identity.sessionId);
  });

  test('if it cannot be saved, nobody is logged out', async () => {
    const { accounts, join, store } = openPlain();
    const { identity, result } = await join();
    store.revoke = () => Promise.reject(new Error('the database is away'));
    const logOut = () => Promise.reject(new Error('logged out'));
    await expect(accounts.logout(identity, logOut)).rejects.toThrow('the database is away');
    expect(await accounts.resume(result)).toHaveProperty('result');
  });

  test('another session is ended by its user only', async () => {
    const { accounts, join } = openPlain();
    const [dana, noa] = [await join('dana'), await join('noa')];
    expect(await accounts.endSession(noa.result.user.id, dana.identity.sessionId)).toBeNull();
    expect(await accounts.endSession(dana.result.user.id, dana.identity.sessionId)).toMatchObject({
      id: dana.identity.sessionId,
    });
  });

  test('the sessions of a user are listed, and which one asks', async () => {
    const { accounts, join } = openPlain();
    const { identity } = await join();
    const other = entered(await accounts.login({ login: 'dana', password }));
    const { sessions } = await accounts.sessions(identity);
    expect(sessions.map(({ id, current }) => [id, current])).toEqual([
      [identity.sessionId, true],
      [other.identity.sessionId, false],
    ]);
  });

  test('news stop when they are not wanted any more', async () => {
    const { accounts } = openPlain();
    const heard: [string, UserNews][] = [];
    const [one, two] = ['one', 'two'].map((name) =>
      accounts.watch('dana', (news) => heard.push([name, news])),
    );
    const news = { ended: ['x'] };
    accounts.tell('dana', news);
    one?.();
    accounts.tell('dana', news);
    accounts.tell('noa', news);
    two?.();
    accounts.tell('dana', news);
    accounts.sessionsEnded('dana', []);
    expect(heard).toEqual([
      ['one', news],
      ['two', news],
      ['two', news],
    ]);
  });
});
