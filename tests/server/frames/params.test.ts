import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../../src/protocol/index.ts';
import type { PerSeat } from '../../../src/rules/index.ts';
import { oneDatabase } from '../../support/database.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';
import { fourPlayers, sitDown } from '../../support/table.ts';
import { answerTo } from './answer.ts';
import { request, wrongNames, wrongParams } from './bad-frames.ts';
import { tell } from '../tell.ts';
import { leavingNoTrace } from './trace.ts';

describe.each(oneDatabase)('params, on $name', (database) => {
  let server: TestServer;
  let four: PerSeat<Player>;
  beforeAll(async () => {
    server = await startServer(database);
    four = await fourPlayers(server);
  });
  afterAll(() => server.stop());

  /** The code of a lobby with a free seat. */
  async function openLobby(): Promise<string> {
    const { code } = await sitDown(four, { at: 'waiting' });
    await four[3].call('room.leave', { code });
    return code;
  }

  test('wrong params are refused, and the refusal names the fault', async () => {
    const code = await openLobby();
    await leavingNoTrace(server, async () => {
      for (const [method, params] of wrongParams) {
        const known = methods[method as keyof typeof methods].params.properties;
        const all = 'code' in known ? { code, ...params } : params;
        const { error } = await answerTo(four[0], request({ method, params: all }));
        expect([method, params, error?.code, error?.data.reason]).toEqual([
          method,
          params,
          -32602,
          'invalid_params',
        ]);
        expect(error?.message).toMatch(/\.$/);
      }
    });
  });

  test.each(wrongNames)('a name of %s is refused', async (_, displayName) => {
    const code = await openLobby();
    await leavingNoTrace(server, async () => {
      expect(await tell(four[0], 'room.addGuest', { code, displayName })).toBe('invalid_params');
      const account = {
        username: 'stranger',
        email: 's@example.org',
        password: 'a long password',
        displayName,
      };
      expect(await tell(four[0], 'auth.register', account)).toBe('invalid_params');
    });
  });

  test('a password with half a character in it is refused', async () => {
    const account = { username: 'stranger', email: 's@example.org', displayName: 'Dana' };
    await leavingNoTrace(server, async () => {
      for (const password of ['correct \ud83d horse', '\udca9'.repeat(8)])
        expect(await tell(four[0], 'auth.register', { ...account, password })).toBe('invalid_params');
    });
  });

  test('a guest who gets no seat is not stored', async () => {
    const code = await openLobby();
    const started = await sitDown(four, { at: 'bidding_trump' });
    await leavingNoTrace(server, async () => {
      const guest = { displayName: 'Grandma' };
      expect(await four[0].refused('room.addGuest', { code, seat: 0, ...guest })).toBe('seat_taken');
      expect(await four[0].refused('room.addGuest', { code: started.code, ...guest })).toBe('wrong_phase');
    });
  });
});
