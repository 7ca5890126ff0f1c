import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../src/protocol/index.ts';
import type { PerSeat } from '../../src/rules/index.ts';
import { sheetNumber } from '../sheets/sheets.ts';
import { testDatabases } from '../support/database.ts';
import { startServer, type Player, type TestServer } from '../support/server.ts';
import { fourPlayers, sitDown, type Table } from '../support/table.ts';
import { connect, type Wire } from '../support/wire.ts';
import { notRequests, request, wrongNames, wrongParams } from './bad-frames.ts';
import { tell } from './tell.ts';

interface Answer {
  readonly jsonrpc: string;
  readonly id: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: { readonly reason: string };
  };
}

/** The next frame after sending this one. */
async function answerTo(wire: Wire, frame: string): Promise<Answer> {
  const before = wire.frames.length;
  wire.send(frame);
  return JSON.parse(await wire.until(() => wire.frames[before])) as Answer;
}

describe.each(testDatabases)('frames, on $name', (database) => {
  let server: TestServer;
  let four: PerSeat<Player>;
  let lobby: Table;
  let before: unknown;
  beforeAll(async () => {
    server = await startServer(database);
    four = await fourPlayers(server);
    lobby = await sitDown(four, { at: 'waiting' });
    await four[3].call('room.leave', { code: lobby.code });
    before = await counts();
  });
  afterAll(() => server.stop());

  async function counts(): Promise<unknown> {
    const { rows } = await sql`
      select (select count(*) from users) as users, (select count(*) from sessions) as sessions,
        (select count(*) from games) as games, (select sum(version) from games) as versions,
        (select count(*) from game_events) as events, (select count(*) from game_players) as players`.execute(
      server.db,
    );
    return rows;
  }

  test.each(notRequests)('%s is refused', async (_, frame, code, reason, id) => {
    const answer = await answerTo(four[0], frame);
    expect(answer).toEqual({
      jsonrpc: '2.0',
      id,
      error: { code, message: expect.stringMatching(/\.$/), data: expect.objectContaining({ reason }) },
    });
    expect(await four[0].call('auth.me', {})).toEqual(four[0].user);
  });

  test('params that are not what the method takes are refused, and told', async () => {
    const { code } = lobby;
    for (const [method, params] of wrongParams) {
      const known = methods[method as keyof typeof methods].params.properties;
      const answer = await answerTo(
        four[0],
        request({ method, params: 'code' in known ? { code, ...params } : params }),
      );
      expect([method, params, answer.error?.code, answer.error?.data.reason]).toEqual([
        method,
        params,
        -32602,
        'invalid_params',
      ]);
      expect(answer.error?.message).toMatch(/\.$/);
    }
  });

  test.each(wrongNames)('a name of %s is refused', async (_, displayName) => {
    expect(await tell(four[0], 'room.addGuest', { code: lobby.code, displayName })).toBe('invalid_params');
    const account = {
      username: 'stranger',
      email: 's@example.org',
      password: 'a long password',
      displayName,
    };
    expect(await tell(four[0], 'auth.register', account)).toBe('invalid_params');
  });

  test('a guest who cannot be seated is not written down', async () => {
    const { code } = lobby;
    expect(await four[0].refused('room.addGuest', { code, seat: 0, displayName: 'Grandma' })).toBe(
      'seat_taken',
    );
    const full = await sitDown(four, { at: 'bidding_trump' });
    expect(await four[0].refused('room.addGuest', { code: full.code, displayName: 'Grandma' })).toBe(
      'wrong_phase',
    );
    await sql`delete from games where id = ${full.gameId}::uuid`.execute(server.db);
  });

  test('before logging in, everything but logging in is refused', async () => {
    const stranger = await connect(server.url);
    const { code, gameId } = lobby;
    const userId = four[1].user.id;
    const right: Record<string, object> = {
      'room.seats': { seats: four.map(({ user }) => user.id) },
      'room.addGuest': { displayName: 'Grandma' },
      'room.transferHost': { userId },
      'room.substitute': { seat: 1, userId },
      'auction.bid': { amount: 5, suit: 'clubs' },
      'auction.record': { seat: 1, amount: 5, suit: 'clubs' },
      'contract.set': { amount: 5 },
      'round.record': { tricks: [13, 0, 0, 0] },
      'round.correct': { round: 1 },
      'game.get': { id: gameId },
      'game.log': { id: gameId },
      'stats.bests': { id: gameId },
      'stats.group': { groupId: gameId },
      'sheets.import': { sheets: [sheetNumber(1)] },
      'claim.guest': { id: gameId, displayName: 'Grandma' },
      'claim.account': { username: 'dana' },
      'claim.approve': { claimId: gameId },
      'claim.drop': { claimId: gameId },
      'auth.changePassword': { password: 'correct horse', newPassword: 'another horse' },
    };
    for (const [name, { access, params }] of Object.entries(methods)) {
      if (access === 'anybody' || access === 'operator') continue;
      const groups = name.startsWith('group.') && { groupId: gameId, name: 'Whist', username: 'dana' };
      const usual = Object.entries({ code, ...groups }).filter(([param]) => param in params.properties);
      const all = { ...Object.fromEntries(usual), ...right[name] };
      expect([name, await tell(stranger, name, all)]).toEqual([name, 'unauthenticated']);
    }
    await stranger.close();
  });

  test('after logging out it is as before, and the player is gone from the table', async () => {
    const player = await server.person().then(server.enter);
    await player.call('room.watch', { code: lobby.code });
    await player.call('auth.logout', {});
    expect(await player.refused('room.state', { code: lobby.code })).toBe('unauthenticated');
    const { accessToken } = player;
    expect(await player.refused('auth.resume', { accessToken })).toBe('invalid_token');
    await four[0].call('room.seats', {
      code: lobby.code,
      seats: (await lobby.state()).seats.map((seat) => seat?.userId ?? null),
    });
    expect(player.updates).toEqual([]);
    await player.close();
    await four[0].call('room.state', { code: lobby.code });
    before = await counts();
  });

  test('a frame of more than 64 KiB closes the socket', async () => {
    const player = await server.enter(four[1]);
    const padding = 64 * 1024 - request({ method: '' }).length;
    const answer = await answerTo(player, request({ method: 'x'.repeat(padding) }));
    expect(answer.error?.data.reason).toBe('unknown_method');
    player.send(request({ method: 'x'.repeat(padding + 1) }));
    expect(await player.closed).toBe(1009);
  });

  test('a binary frame closes the socket', async () => {
    const player = await server.enter(four[1]);
    player.send(Buffer.from(request({})));
    expect(await player.closed).toBe(1003);
  });

  test('requests of one socket are answered in their order', async () => {
    const player = await server.enter(four[1]);
    const first = player.frames.length;
    for (let id = 1; id <= 300; id += 1)
      player.send(request({ id, method: id % 10 === 0 ? 'stats.player' : 'auth.me' }));
    await player.until(() => player.frames[first + 299]);
    const ids = player.frames.slice(first).map((frame) => (JSON.parse(frame) as Answer).id);
    expect(ids).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    await player.close();
  });

  test('nothing that was refused has left a trace', async () => {
    expect(await counts()).toEqual(before);
  });

  test.each(['/', '//', '/ws/', '/wss', '/%'])('an upgrade of %s is refused', async (path) => {
    const socket = await upgrade(server, path);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(await four[0].call('auth.me', {})).toEqual(four[0].user);
  });

  test('one who hangs up in the middle of an upgrade takes nobody along', async () => {
    for (const path of ['/', '/ws']) (await upgrade(server, path)).resetAndDestroy();
    expect(await four[0].call('auth.me', {})).toEqual(four[0].user);
  });
});

async function upgrade({ url }: TestServer, path: string): Promise<Socket> {
  const socket = openSocket(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  return socket;
}
