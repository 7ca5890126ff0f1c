import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { defaultLimits } from '../../src/config/limits.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown } from '../support/table.ts';
import { connect, Refused } from '../support/wire.ts';

const [database] = testDatabases;
if (!database) throw new Error('the embedded database is always there');

// Many tests guess from one address.
const limits = { ...defaultLimits, loginAddress: { points: 1_000, seconds: 900 } };

const register = async (server: TestServer) => {
  const username = `u${randomBytes(6).toString('hex')}`;
  const wire = await connect(server.url);
  const account = { username, email: `${username}@example.org`, password: 'correct horse' };
  const { device = '' } = await wire.call('auth.register', { ...account, displayName: 'Dana' });
  return { wire, device, ...account };
};

const wrong = { password: 'wrong' };

/** Logs in on a new socket, or tells the refusal. */
async function tryLogin(url: string, params: { login: string; password: string; device?: string }) {
  const wire = await connect(url);
  try {
    await wire.call('auth.login', params);
    return 'in';
  } catch (error) {
    return error instanceof Refused ? error : String(error);
  } finally {
    wire.terminate();
  }
}

/** Guesses with these names in turn until a guess has to wait; tells how many were compared, and the refusal. */
async function guessUntilStopped(url: string, names: readonly string[]) {
  for (let guesses = 0; ; guesses += 1) {
    const refused = await tryLogin(url, { login: names[guesses % names.length] ?? '', ...wrong });
    if (!(refused instanceof Refused)) throw new Error(refused);
    if (refused.reason === 'rate_limited') return { guesses, refused };
    expect(refused.reason).toBe('invalid_credentials');
  }
}

describe('limits', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database, { limits });
  });
  afterAll(() => server.stop());

  test('a correct password may be given any number of times', async () => {
    const { username: login, password } = await register(server);
    for (let i = 0; i < 8; i += 1) await (await connect(server.url)).call('auth.login', { login, password });
  });

  test('a password is not guessed by changing the account, and names can be changed often', async () => {
    const { wire } = await register(server);
    for (let i = 0; i < 8; i += 1) await wire.call('account.update', { displayName: `Dana ${i}` });
    const email = `${randomBytes(6).toString('hex')}@example.org`;
    const guess = (given: string) => wire.refused('account.update', { email, password: given });
    const reasons: string[] = [];
    while (reasons.at(-1) !== 'rate_limited' && reasons.length < 12) reasons.push(await guess('wrong'));
    expect(reasons.slice(0, 5)).toEqual(Array(5).fill('invalid_credentials'));
    expect(reasons.at(-1)).toBe('rate_limited');
  });

  test('after many wrong room codes a person is stopped with every method, but can still play at a table', async () => {
    const [host, ...others] = await fourPlayers(server);
    const { code } = await sitDown([host, ...others], { at: 'bidding_trump' });
    const { code: hidden } = await others[0].call('room.create', {});
    const guesses = [
      (guess: string) => host.refused('room.state', { code: guess }),
      (guess: string) => host.refused('room.leave', { code: guess }),
      (guess: string) => host.refused('room.watch', { code: guess }),
      (guess: string) => host.refused('auction.pass', { code: guess }),
      (guess: string) => host.refused('claim.guest', { id: guess, displayName: 'Dana' }),
      (guess: string) => host.refused('game.get', { id: guess }),
      (guess: string) => host.refused('game.log', { id: guess }),
    ];
    for (let i = 0; i <= 60; i += 1)
      expect(await guesses[i % 7]?.(`ZZ${String(i).padStart(4, '0')}`)).toMatch(/_not_found$/);
    for (const guess of guesses) expect(await guess(hidden)).toBe('rate_limited');
    await host.call('auction.pass', { code, seat: 1 });
    await host.call('room.state', { code });
  });

  test('four friends behind one router are never stopped: an evening of twenty rounds, one action at a time', async () => {
    const players = await fourPlayers(server);
    const { code } = await sitDown(players);
    for (let round = 0; round < 20; round += 1) {
      const opener = (round + 1) % 4;
      const said = (step: number) => players[((opener + step) % 4) as 0];
      await said(0).call('auction.bid', { code, amount: 6, suit: 'hearts' });
      for (const step of [1, 2, 3]) await said(step).call('auction.pass', { code });
      for (const [step, amount] of [6, 3, 2, 3].entries())
        await said(step).call('contract.set', { code, amount });
      for (let trick = 0; trick < 13; trick += 1)
        await players[(trick % 4) as 0].call('trick.claim', { code });
      for (const player of players) await player.call('room.state', { code });
      await players[0].call('round.next', { code });
    }
  });
});

describe('guesses of one account', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database, { limits });
  });
  afterAll(() => server.stop());

  test('after some wrong passwords a person waits for seconds, in any spelling of the name or the address', async () => {
    const { username, email, password } = await register(server);
    const { guesses, refused } = await guessUntilStopped(server.url, [
      username,
      username.toUpperCase(),
      email,
    ]);
    expect(guesses).toBeGreaterThanOrEqual(5);
    expect(guesses).toBeLessThan(10);
    expect(refused.data['retryAfter']).toBeLessThan(32);
    expect(refused.message).toMatch(/^Too many of these; try again in (a second|\d+ seconds)\.$/);
    // Other people with the same address can log in.
    const { username: login, password: own } = await register(server);
    expect(await tryLogin(server.url, { login, password: own })).toBe('in');
    // The owner waits for seconds, not for a quarter of an hour.
    const owner = () => tryLogin(server.url, { login: username, password });
    await expect.poll(owner, { timeout: 30_000, interval: 500 }).toBe('in');
    expect((await guessUntilStopped(server.url, [email])).guesses).toBeGreaterThanOrEqual(5);
  }, 60_000);

  test('a name that nobody has is counted as if somebody had it', async () => {
    const { guesses } = await guessUntilStopped(server.url, [`u${randomBytes(6).toString('hex')}`]);
    expect(guesses).toBeGreaterThanOrEqual(5);
    expect(guesses).toBeLessThan(10);
  });

  test('a device where the owner was logged in before does not wait for the guesses of others', async () => {
    const { username: login, password, device } = await register(server);
    await guessUntilStopped(server.url, [login]);
    expect(await tryLogin(server.url, { login, password, device })).toBe('in');
  });
});

describe('guesses of an address', () => {
  test('a login of one’s own forgives nothing of an address that guesses at others', async () => {
    const limits = { ...defaultLimits, loginAddress: { points: 8, seconds: 900 } };
    const server = await startServer(database, { limits });
    onTestFinished(() => server.stop());
    const wire = await connect(server.url);
    const own = { username: 'mallory', email: 'm@example.org', password: 'correct horse', displayName: 'M' };
    await wire.call('auth.register', own);
    const reasons: string[] = [];
    // The first waits are short, and a busy machine may compare one more password after them.
    for (let i = 0; reasons.at(-1) !== 'rate_limited' && i < 14; i += 1) {
      reasons.push(await wire.refused('auth.login', { login: `victim${i}`, password: 'wrong' }));
      if (i < 6) await wire.call('auth.login', { login: own.username, password: own.password });
    }
    expect(reasons.slice(0, 8)).toEqual(Array(8).fill('invalid_credentials'));
    expect(reasons.at(-1)).toBe('rate_limited');
  });

  test('old refresh tokens are tried seldom, and forged ones never reach the database', async () => {
    const server = await startServer(database, { limits: defaultLimits });
    onTestFinished(() => server.stop());
    const wire = await connect(server.url);
    const refresh = (refreshToken: string) => wire.refused('auth.refresh', { refreshToken });
    const old = () => randomBytes(32).toString('base64url');
    for (let i = 0; i < 10; i += 1) expect(await refresh(old())).toBe('invalid_token');
    expect(await refresh(old())).toBe('rate_limited');
    const player = await connect(server.url);
    const account = { username: 'dana', email: 'dana@example.org', password: 'correct horse' };
    const { refreshToken } = await player.call('auth.register', { ...account, displayName: 'Dana' });
    for (let i = 0; i < 70; i += 1) expect(await refresh(`${refreshToken}A`)).toBe('invalid_token');
    await player.call('auth.refresh', { refreshToken });
  });
});

describe('guesses of room codes', () => {
  test('people of one address are counted together, and their own tables go on', async () => {
    const limits = { ...defaultLimits, codeAddress: { points: 4, seconds: 60 } };
    const server = await startServer(database, { limits });
    onTestFinished(() => server.stop());
    const [host, ...others] = await fourPlayers(server);
    const { code } = await sitDown([host, ...others], { at: 'bidding_trump' });
    const { code: hidden } = await others[0].call('room.create', {});
    for (let i = 0; i <= 4; i += 1)
      expect(await others[i % 2 ? 1 : 2].refused('room.join', { code: `ZZZZZ${i}` })).toBe('room_not_found');
    expect(await host.refused('room.join', { code: hidden })).toBe('rate_limited');
    await host.call('auction.pass', { code, seat: 1 });
    await others[0].call('room.state', { code });
  });
});

describe('the address of a client', () => {
  const limits = { ...defaultLimits, register: { points: 1, seconds: 3600 } };

  /** Registers somebody over a proxy that writes this header. */
  async function registerFrom({ url }: TestServer, forwarded: string | readonly string[]) {
    const headers = { 'x-forwarded-for': typeof forwarded === 'string' ? forwarded : [...forwarded] };
    const ws = new WebSocket(url, { headers });
    const username = `u${randomBytes(6).toString('hex')}`;
    const account = { username, email: `${username}@example.org`, password: 'correct horse' };
    const params = { ...account, displayName: 'Dana' };
    const answer = new Promise<string>((resolve) => ws.once('message', (data) => resolve(String(data))));
    ws.once('open', () =>
      ws.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'auth.register', params })),
    );
    const text = await answer;
    ws.close();
    return text.includes('rate_limited') ? 'rate_limited' : 'registered';
  }

  test('is that which a trusted proxy names, however it writes it', async () => {
    const server = await startServer(database, { limits, trustProxy: true });
    onTestFinished(() => server.stop());
    const same: readonly (readonly (string | readonly string[])[])[] = [
      ['10.0.0.1', '10.0.0.1:50001', '"10.0.0.1:50002"', '::ffff:10.0.0.1', '[::FFFF:a00:1]:50003'],
      ['203.0.113.7', '10.0.0.2, 203.0.113.7', ['10.0.0.3', '203.0.113.7:1'], ' 203.0.113.7 '],
      ['2001:db8:1:1::1', '[2001:db8:1:1::2]:50001', '2001:DB8:1:1:ffff::', '2001:db8:1:1:2:3:4:5'],
      ['fe80::1%eth0', '[fe80::2%25eth1]:50001'],
      // The proxy names no address: it is counted itself.
      ['unknown', 'for=10.0.0.4', '10.0.0.5,', '999.0.0.1', '10.0.0.6:port', '[::1', '127.0.0.1:50001'],
    ];
    for (const [first, ...others] of same) {
      expect(await registerFrom(server, first ?? '')).toBe('registered');
      for (const other of others)
        expect([other, await registerFrom(server, other)]).toEqual([other, 'rate_limited']);
    }
    for (const other of ['10.0.0.9', '2001:db8:1:2::1'])
      expect(await registerFrom(server, other)).toBe('registered');
  });

  test('is that of the socket if no proxy is trusted', async () => {
    const server = await startServer(database, { limits });
    onTestFinished(() => server.stop());
    expect(await registerFrom(server, '10.0.0.1')).toBe('registered');
    expect(await registerFrom(server, '10.0.0.2')).toBe('rate_limited');
  });
});
