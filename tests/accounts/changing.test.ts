import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { hashOfCode } from '../../src/accounts/index.ts';
import { entered, password, refused } from './people.ts';
import { openPlain } from './plain.ts';

const address = '192.0.2.1';
const another = 'another horse';

describe('another password', () => {
  const change = async (
    desk: ReturnType<typeof openPlain>,
    given: { password?: string; newPassword?: string; commandId?: string } = {},
  ) => {
    const { identity } = await desk.join();
    const order: string[] = [];
    desk.accounts.watch(identity.userId, (news) => void ('ended' in news && order.push(...news.ended)));
    const params = { password, newPassword: another, ...given };
    const entry = {
      address,
      enter: async (next: { identity: { sessionId: string } }) => void order.push(next.identity.sessionId),
    };
    const ask = () => desk.accounts.changePassword(identity, params, entry);
    return { identity, order, ask, outcome: await ask() };
  };

  test('ends every session after the socket has entered the new one', async () => {
    const desk = openPlain();
    const { identity, order, outcome } = await change(desk);
    const { identity: next } = entered(outcome);
    expect(order).toEqual([next.sessionId, identity.sessionId]);
    expect(desk.sessions().at(-1)).toMatchObject({ id: next.sessionId, address, isLive: true });
    expect(await desk.accounts.login({ login: 'dana', password: another })).toHaveProperty('result');
    expect(await desk.accounts.login({ login: 'dana', password })).toEqual(refused('invalid_credentials'));
  });

  test('by the same command again only begins another session', async () => {
    const desk = openPlain();
    const { ask, order, outcome } = await change(desk, { commandId: v4() });
    const again = entered(await ask());
    expect(again.identity.sessionId).not.toBe(entered(outcome).identity.sessionId);
    expect(order).toHaveLength(3);
    expect(desk.sessions().filter(({ isLive }) => isLive)).toHaveLength(2);
  });

  test.each([
    [{ password: 'wrong' }, 'invalid_credentials'],
    [{ newPassword: 'dana@example.org' }, 'weak_password'],
    [{ newPassword: 'password1' }, 'weak_password'],
  ])('with %j is refused: %s', async (given, reason) => {
    const desk = openPlain();
    const { outcome, order } = await change(desk, given);
    expect(outcome).toEqual(refused(reason));
    expect(order).toEqual([]);
  });

  test('is slowed down like a login, for this session, and a right one is forgiven', async () => {
    const desk = openPlain();
    const { identity } = await desk.join();
    const attempt = (given: string) =>
      desk.accounts.update(identity, { password: given, email: 'new@example.org' }) as Promise<{
        refused?: { reason: string; message: string };
      }>;
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1)
        expect((await attempt('wrong')).refused?.reason).toBe('invalid_credentials');
      expect(await attempt(password)).toHaveProperty('result');
    }
    const message = (await attempt('wrong')).refused?.message;
    // Only the password was asked for, so the sentence does not speak of the name.
    expect(message).not.toBe(
      ((await desk.accounts.login({ login: 'nobody', password })) as { refused: { message: string } }).refused
        .message,
    );
    for (let i = 0; i < 4; i += 1) await attempt('wrong');
    expect((await attempt(password)).refused?.reason).toBe('rate_limited');
    desk.setBusy(true);
  });

  test('with a full line is told so', async () => {
    const desk = openPlain();
    const { identity } = await desk.join();
    desk.setBusy(true);
    const entry = { address: null, enter: async () => undefined };
    const params = { password, newPassword: another };
    expect(await desk.accounts.changePassword(identity, params, entry)).toEqual(refused('try_again'));
  });
});

describe('a password by a code of the operator', () => {
  test('is set once, without the old one', async () => {
    const { accounts, join, giveCode, follow, compared } = openPlain();
    const { identity, result } = await join();
    giveCode(result.user.id, hashOfCode('ABCD-EFGH'));
    const heard = follow(result.user.id);
    const reset = { username: 'Dana', code: 'abcdefgh', newPassword: another, commandId: v4() };
    expect(await accounts.reset({ ...reset, code: 'zzzz' })).toEqual(refused('invalid_code'));
    expect(await accounts.reset({ ...reset, newPassword: 'dana@example.org' })).toEqual(
      refused('weak_password'),
    );
    expect(await accounts.reset(reset)).toMatchObject({ result: {} });
    expect(heard).toEqual([{ ended: [identity.sessionId] }]);
    // The answer was lost: the command has done it already.
    expect(await accounts.reset(reset)).toEqual({ result: {} });
    expect(await accounts.reset({ ...reset, commandId: v4() })).toEqual(refused('invalid_code'));
    const { commandId: _, ...bare } = reset;
    expect(await accounts.reset(bare)).toEqual(refused('invalid_code'));
    expect(await accounts.reset({ ...reset, username: 'nobody' })).toEqual(refused('invalid_code'));
    expect(compared).toEqual([]);
    expect(await accounts.login({ login: 'dana', password: another })).toHaveProperty('result');
  });

  test('has to wait after wrong codes', async () => {
    const { accounts } = openPlain();
    const reasons: unknown[] = [];
    for (let i = 0; i < 7; i += 1) {
      const outcome = await accounts.reset(
        { username: i % 2 ? 'dana' : 'DANA', code: 'x', newPassword: another },
        address,
      );
      reasons.push('refused' in outcome && outcome.refused.reason);
    }
    expect(reasons.slice(0, 5)).toEqual(Array(5).fill('invalid_code'));
    expect(reasons.at(-1)).toBe('rate_limited');
  });

  test('is not set while the line is full', async () => {
    const { accounts, join, giveCode, setBusy } = openPlain();
    const { result } = await join();
    giveCode(result.user.id, hashOfCode('ABCD'));
    setBusy(true);
    expect(await accounts.reset({ username: 'dana', code: 'ABCD', newPassword: another })).toEqual(
      refused('try_again'),
    );
  });
});

describe('a profile', () => {
  test('changes its names, and tells the sockets once', async () => {
    const { accounts, join, follow } = openPlain();
    const { identity, result } = await join();
    const heard = follow(result.user.id);
    const params = { displayName: 'Dana L', commandId: v4() };
    expect(await accounts.update(identity, params)).toMatchObject({
      result: { user: { displayName: 'Dana L' } },
    });
    expect(await accounts.update(identity, params)).toMatchObject({ isFirst: false });
    expect(heard).toEqual([{ user: { ...result.user, displayName: 'Dana L' } }]);
    expect(await accounts.profile(result.user.id)).toMatchObject({ user: { displayName: 'Dana L' } });
  });

  test('needs the password for another user name or address', async () => {
    const { accounts, join } = openPlain();
    const { identity } = await join();
    for (const change of [{ username: 'dana2' }, { email: 'D@example.org' }]) {
      expect(await accounts.update(identity, change)).toEqual(refused('invalid_params'));
      expect(await accounts.update(identity, { ...change, password: 'wrong' })).toEqual(
        refused('invalid_credentials'),
      );
      expect(await accounts.update(identity, { ...change, password })).toHaveProperty('result');
    }
    expect(await accounts.login({ login: 'd@example.org', password })).toHaveProperty('result');
    // The command is known, so the password is not asked for again.
    const renamed = { username: 'dana3', password, commandId: v4() };
    expect(await accounts.update(identity, renamed)).toHaveProperty('result');
    expect(await accounts.update(identity, { ...renamed, password: 'wrong' })).toMatchObject({
      isFirst: false,
    });
  });

  test.each([
    [{ username: 'noa', password }, 'username_taken'],
    [{ email: 'noa@example.org', password }, 'email_taken'],
    [{ username: 'root', password }, 'username_reserved'],
    [{ displayName: 'Admin' }, 'display_name_reserved'],
    [{ email: `${'x'.repeat(250)}@e.org`, password }, 'invalid_params'],
  ])('%j is refused: %s', async (change, reason) => {
    const { accounts, join } = openPlain();
    const { identity } = await join();
    await join('noa');
    expect(await accounts.update(identity, change)).toEqual(refused(reason));
  });

  test('an error of the database is no refusal', async () => {
    const { accounts, join, store } = openPlain();
    const { identity } = await join();
    store.update = () => Promise.reject(new Error('no connection'));
    await expect(accounts.update(identity, { displayName: 'X' })).rejects.toThrow('no connection');
  });
});

describe('deleting', () => {
  const leaving = (told: unknown[]) => ({
    logOut: async () => void told.push('out'),
    tellRooms: async (codes: readonly string[]) => void told.push(codes),
  });

  test('logs this socket out first, then closes the others and tells the rooms', async () => {
    const { accounts, join } = openPlain();
    const { identity, result } = await join();
    const told: unknown[] = [];
    accounts.watch(result.user.id, (news) => told.push(news));
    const params = { password, commandId: v4() };
    expect(await accounts.delete(identity, params, leaving(told))).toMatchObject({ result: {} });
    expect(told).toEqual(['out', { ended: [identity.sessionId] }, ['ABC234']]);
    // Sent again: no password is left to compare.
    expect(await accounts.delete(identity, params, leaving(told))).toMatchObject({ result: {} });
    expect(told.slice(3)).toEqual(['out', []]);
  });

  test('is refused with a wrong password, and while groups need an owner', async () => {
    const { accounts, join, giveGroup } = openPlain();
    const { identity, result } = await join();
    const told: unknown[] = [];
    expect(await accounts.delete(identity, { password: 'wrong' }, leaving(told))).toEqual(
      refused('invalid_credentials'),
    );
    const group = { groupId: v4(), name: 'Friday' };
    giveGroup(result.user.id, group);
    expect(await accounts.delete(identity, { password }, leaving(told))).toMatchObject({
      refused: { reason: 'owns_groups', data: { groups: [group] } },
    });
    expect(told).toEqual([]);
  });
});
