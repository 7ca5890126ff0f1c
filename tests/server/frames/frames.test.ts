import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { oneDatabase } from '../../support/database.ts';
import { startServer, type Player, type TestServer } from '../../support/server.ts';
import { answerTo, type Answer } from './answer.ts';
import { notRequests, request } from './bad-frames.ts';
import { leavingNoTrace } from './trace.ts';

describe.each(oneDatabase)('frames, on $name', (database) => {
  let server: TestServer;
  let player: Player;
  beforeAll(async () => {
    server = await startServer(database);
  });
  beforeEach(async () => {
    player = await server.person().then(server.enter);
  });
  afterAll(() => server.stop());

  test.each(notRequests)('%s is refused', async (...row) => {
    const [, frame, code, reason, id] = row;
    await leavingNoTrace(server, async () => {
      expect(await answerTo(player, frame)).toEqual({
        jsonrpc: '2.0',
        id,
        error: { code, message: expect.stringMatching(/\.$/), data: expect.objectContaining({ reason }) },
      });
      expect(await player.call('auth.me', {})).toEqual(player.user);
    });
  });

  test('a frame of more than 64 KiB closes the socket', async () => {
    const padding = 64 * 1024 - request({ method: '' }).length;
    const answer = await answerTo(player, request({ method: 'x'.repeat(padding) }));
    expect(answer.error?.data.reason).toBe('unknown_method');
    player.send(request({ method: 'x'.repeat(padding + 1) }));
    expect(await player.closed).toBe(1009);
  });

  test('a binary frame closes the socket', async () => {
    player.send(Buffer.from(request({})));
    expect(await player.closed).toBe(1003);
  });

  test('requests of one socket are answered in their order', async () => {
    const first = player.frames.length;
    for (let id = 1; id <= 300; id += 1)
      player.send(request({ id, method: id % 10 === 0 ? 'stats.player' : 'auth.me' }));
    await player.until(() => player.frames[first + 299]);
    const ids = player.frames.slice(first).map((frame) => (JSON.parse(frame) as Answer).id);
    expect(ids).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  test.each(['/', '//', '/ws/', '/wss', '/%'])('an upgrade of %s is refused', async (path) => {
    const socket = await upgrade(server, path);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(await player.call('auth.me', {})).toEqual(player.user);
  });

  test('a socket that closes in the middle of an upgrade does not disturb the server', async () => {
    for (const path of ['/', '/ws']) (await upgrade(server, path)).resetAndDestroy();
    expect(await player.call('auth.me', {})).toEqual(player.user);
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
