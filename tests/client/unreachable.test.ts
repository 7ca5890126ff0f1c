import { once } from 'node:events';
import { createServer as createWebServer, type RequestListener, type Server as WebServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createConnection, openSocket, unreachableSentence } from '../../src/client/index.ts';
import { whyUnreachable } from '../../src/client/unreachable.ts';
import { selfSigned } from '../support/certificates.ts';

async function portOf(server: Server | WebServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

const page = (status: number, headers: Record<string, string> = {}): WebServer => {
  const answer: RequestListener = (_, response) => void response.writeHead(status, headers).end('a page');
  const server = createWebServer(answer);
  // A request for an upgrade comes to the same page, as from a server that knows none.
  server.on('upgrade', (_, socket) => {
    const lines = Object.entries({ ...headers, connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    socket.end(`HTTP/1.1 ${status} Page\r\n${lines.join('\r\n')}\r\n\r\na page`);
  });
  return server;
};

/** A server that does this with every connection. */
const raw = (each: (socket: Socket) => void): Server =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    each(socket);
  });

const upgraded = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
const noTls = 'The server at URL does not speak TLS; name it with --server, with ws:// in place of wss://.';

/** A server, how it is named, and the sentence about it. */
const cases: readonly (readonly [
  server: Server | WebServer,
  scheme: 'ws' | 'wss',
  sentence: string | RegExp,
])[] = [
  [page(200), 'ws', /^A web page answers at URL \(200\); its proxy must let WebSockets through/],
  [page(200), 'wss', noTls],
  [
    page(301, { location: '/whist/ws?token=1' }),
    'ws',
    /^The server at URL has moved to ws:\/\/127\.0\.0\.1:\d+\/whist\/ws; name/,
  ],
  [
    page(302, { location: 'https://dana:secret@club.example/' }),
    'ws',
    /moved to wss:\/\/club\.example\/; name/,
  ],
  [page(308), 'ws', 'The server at URL has moved; name the new address with --server.'],
  [page(403), 'ws', /^A proxy at URL does not let this machine in \(403\)/],
  [page(404), 'ws', /^A web server answers at URL, but has no whist under this path \(404\)/],
  [page(426), 'ws', /^The server at URL wants another version of WebSocket \(426\)/],
  [page(400, { 'sec-websocket-version': '8' }), 'ws', /wants another version of WebSocket \(400\)/],
  [page(400), 'ws', /^Another program than whist answers at URL \(400\)/],
  [page(502), 'ws', /^A proxy answers at URL, but does not reach the server behind it \(502\)/],
  [createTlsServer(selfSigned), 'wss', /^Nothing here proves that the certificate of URL is the right one/],
  [
    createTlsServer(selfSigned),
    'ws',
    'The server at URL speaks TLS; name it with --server, with wss:// in place of ws://.',
  ],
  [
    raw((socket) => socket.end('220 mail.example ESMTP\r\n')),
    'ws',
    /^Another program than whist answers at URL/,
  ],
  [
    raw((socket) => socket.end(`${upgraded}Sec-WebSocket-Accept: x\r\n\r\n`)),
    'ws',
    /^Another program than whist/,
  ],
  [
    raw((socket) => socket.end(`${upgraded}Sec-WebSocket-Protocol: x\r\n\r\n`)),
    'ws',
    /^Another program than whist/,
  ],
  [raw((socket) => socket.destroy()), 'ws', /^The server at URL closed the connection before it was open/],
  [raw((socket) => socket.resume()), 'ws', /^Nothing answered in time at URL/],
  [raw((socket) => socket.resume()), 'wss', /^Nothing answered in time at URL/],
  [raw((socket) => socket.write('HTTP/1.1 101')), 'ws', /^Nothing answered in time at URL/],
];

test(
  'a server that cannot be used is told apart from one that is not there',
  { timeout: 20_000 },
  async () => {
    // All together, because some of them wait for the end of the time.
    await Promise.all(
      cases.map(async ([server, scheme, sentence]) => {
        const url = `${scheme}://127.0.0.1:${await portOf(server)}/ws`;
        const outcome = await openSocket(url, { onText: () => undefined, onClosed: () => undefined });
        if (!('unreachable' in outcome)) throw new Error(`${String(sentence)}: the socket is open`);
        const said = unreachableSentence(url, outcome.unreachable).replace(url, 'URL');
        expect(said).toMatch(sentence);
        if (typeof sentence === 'string') expect(said).toBe(sentence);
      }),
    );
  },
);

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ENOTFOUND', 'unknownHost'],
  ['EAI_AGAIN', 'unknownHost'],
  ['EHOSTUNREACH', 'noRoute'],
  ['ENETUNREACH', 'noRoute'],
  ['ETIMEDOUT', 'timeout'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificateDate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificateName'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'noTls'],
])('the error %s is %s', async (code, why) => {
  const error = Object.assign(new Error(code), { code });
  const url = 'wss://club.example/ws';
  expect(await whyUnreachable(error, url)).toEqual({ why, detail: code });
  expect(await whyUnreachable(new AggregateError([new Error('first'), error]), url)).toEqual({
    why,
    detail: code,
  });
});

test('a frame that is no message of whist does not end the client', async () => {
  const odd = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(odd, 'listening');
  onTestFinished(() => odd.close());
  odd.on('connection', (ws) => {
    ws.send('Hello!');
    ws.send('13');
    ws.on('message', () => ws.close());
  });
  const { port } = odd.address() as AddressInfo;
  const connection = createConnection({
    url: `ws://127.0.0.1:${port}/ws`,
    authenticate: async (call) => {
      const answer = await call('auth.resume', { accessToken: 'x' });
      return 'refused' in answer ? answer : answer.result;
    },
  });
  onTestFinished(connection.close);
  expect(await connection.first).toMatchObject({ refused: { reason: 'try_again' } });
});
