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

describe('limits', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(database, { limits: defaultLimits });
  });
  afterAll(() => server.stop());

  const register = async () => {
    const username = `u${randomBytes(6).toString('hex')}`;
    const wire = await connect(server.url);
    const account = { username, email: `${username}@example.org`, password: 'correct horse' };
    await wire.call('auth.register', { ...account, displayName: 'Dana' });
    return { wire, ...account };
  };

  test('after some wrong passwords a person is told when to try again, in any spelling of the name', async () => {
    const { username, password } = await register();
    const guesser = await connect(server.url);
    const names = [username, username.toUpperCase(), ` ${username}`.trim(), username, username];
    for (const login of names)
      expect(await guesser.refused('auth.login', { login, password: 'wrong' })).toBe('invalid_credentials');
    const last = await guesser
      .ask('auth.login', { login: username, password })
      .catch((error: unknown) => error);
    expect(last).toBeInstanceOf(Refused);
    const { reason, data, message } = last as Refused;
    expect(reason).toBe('rate_limited');
    expect(data['retryAfter']).toBeGreaterThan(0);
    expect(data['retryAfter']).toBeLessThanOrEqual(900);
    expect(message).toMatch(/^Too many of these; try again in \d+ (minutes|seconds)\.$/);
    // Other people with the same address can log in.
    const { username: other } = await register();
    await (await connect(server.url)).call('auth.login', { login: other, password });
  });

  test('a correct password may be given any number of times', async () => {
    const { username: login, password } = await register();
    for (let i = 0; i < 8; i += 1) await (await connect(server.url)).call('auth.login', { login, password });
  });

  test('a password is not guessed by changing the account, and names can be changed often', async () => {
    const { wire, password } = await register();
    for (let i = 0; i < 8; i += 1) await wire.call('account.update', { displayName: `Dana ${i}` });
    const email = `${randomBytes(6).toString('hex')}@example.org`;
    const guess = (given: string) => wire.refused('account.update', { email, password: given });
    for (let i = 0; i < 5; i += 1) expect(await guess('wrong')).toBe('invalid_credentials');
    expect(await guess(password)).toBe('rate_limited');
  });

  test('after many wrong room codes a person is stopped, but can still play at a table', async () => {
    const [host, ...others] = await fourPlayers(server);
    const { code } = await sitDown([host, ...others], { at: 'bidding_trump' });
    let guesses = 0;
    for (;;) {
      const reason = await host.refused('room.join', { code: `ZZ${String(guesses).padStart(4, '0')}` });
      guesses += 1;
      if (reason === 'rate_limited') break;
      expect(reason).toBe('room_not_found');
    }
    expect(guesses).toBeLessThanOrEqual(61);
    await host.call('auction.pass', { code, seat: 1 });
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

describe('the address of a client', () => {
  const limits = { ...defaultLimits, register: { points: 1, seconds: 3600 } };

  /** Registers somebody over a proxy that writes this header. */
  async function register({ url }: TestServer, forwarded: string | readonly string[]) {
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
      expect(await register(server, first ?? '')).toBe('registered');
      for (const other of others)
        expect([other, await register(server, other)]).toEqual([other, 'rate_limited']);
    }
    for (const other of ['10.0.0.9', '2001:db8:1:2::1'])
      expect(await register(server, other)).toBe('registered');
  });

  test('is that of the socket if no proxy is trusted', async () => {
    const server = await startServer(database, { limits });
    onTestFinished(() => server.stop());
    expect(await register(server, '10.0.0.1')).toBe('registered');
    expect(await register(server, '10.0.0.2')).toBe('rate_limited');
  });
});
