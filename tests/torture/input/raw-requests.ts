import type { Dice } from '../dice.ts';

/** An HTTP request, or something like one. */
export interface RawRequest {
  readonly name: string;
  readonly bytes: Buffer;
  /** The statuses that may come back; null if the request is not whole, so that nothing has to come. */
  readonly statuses: readonly number[] | null;
}

const usual = [
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
];

const request = (line: string, headers: readonly string[], body = '') =>
  Buffer.from(`${[line, ...headers].join('\r\n')}\r\n\r\n${body}`, 'latin1');

const upgrade = 'GET /ws HTTP/1.1';
const without = (name: string) => usual.filter((header) => !header.startsWith(`${name}:`));
const instead = (name: string, value: string) => [...without(name), `${name}: ${value}`];

function whole(name: string, bytes: Buffer, ...statuses: readonly number[]): RawRequest {
  return { name, bytes, statuses };
}

const kinds: readonly ((dice: Dice) => RawRequest)[] = [
  () => whole('a correct upgrade', request(upgrade, usual), 101),
  (dice) => {
    const lines = [
      '',
      'GET',
      'GET /ws',
      'GET /ws HTTP/9.9',
      'GET  /ws HTTP/1.1',
      '\0\0\0',
      'get /ws HTTP/1.1',
      'GET /ws\tHTTP/1.1',
      `${'A'.repeat(30)} /ws HTTP/1.1`,
    ];
    // Node reads some of these as it reads requests of other versions.
    return whole('a wrong first line', request(dice.of(lines), usual), 400, 404, 505, 101);
  },
  (dice) => {
    const method = dice.of(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'HEAD', 'PATCH', 'PROPFIND']);
    return whole(`an upgrade with ${method}`, request(`${method} /ws HTTP/1.1`, usual), 405, 400);
  },
  () => whole('CONNECT', request('CONNECT /ws HTTP/1.1', usual), 400, 404, 405, 0),
  (dice) => {
    const path = dice.of([
      '/',
      '/ws/',
      '//ws',
      '/ws%00',
      '/../ws',
      '/WS',
      '*',
      'ws',
      'http://localhost/ws',
      '/%ff',
      '/ws#x',
    ]);
    return whole('another path', request(`GET ${path} HTTP/1.1`, usual), 404, 400);
  },
  (dice) => {
    const query = dice.of(['?', '?a=b', '?%', `?${'x'.repeat(5_000)}`]);
    return whole('a query', request(`GET /ws${query} HTTP/1.1`, usual), 101);
  },
  (dice) =>
    whole(
      'a huge path',
      request(`GET /${'x'.repeat(dice.of([20_000, 70_000]))} HTTP/1.1`, usual),
      431,
      414,
      0,
    ),
  (dice) => {
    const flood = Array.from({ length: dice.of([300, 1_500, 3_000]) }, (_, i) => `X-${i}: ${'y'.repeat(10)}`);
    return whole('a flood of headers', request(upgrade, [...usual, ...flood]), 101, 400, 431, 0);
  },
  (dice) =>
    whole(
      'a huge header',
      request(upgrade, [...usual, `X: ${'y'.repeat(dice.of([17_000, 100_000]))}`]),
      431,
      0,
    ),
  (dice) => {
    const bad = dice.of([
      'X: a\nY: b',
      'X : a',
      ': a',
      'X',
      'X\0: a',
      'X: \0',
      ' X: folded',
      'X: a\r\rY: b',
      'Bad(Name: 1',
      '\u00e9: 1',
    ]);
    return whole('a wrong header', request(upgrade, [...usual, bad]), 400, 101);
  },
  (dice) => {
    const key = dice.of([
      '',
      'short',
      'A'.repeat(24),
      'A'.repeat(500),
      'AAAAAAAAAAAAAAAAAAAAAA=',
      '\u00ff'.repeat(22),
    ]);
    return whole('a wrong key', request(upgrade, instead('Sec-WebSocket-Key', key)), 400);
  },
  (dice) => {
    const version = dice.of(['0', '7', '12', '14', '-13', 'NaN', '13.5', '1e99', '']);
    return whole('a wrong version', request(upgrade, instead('Sec-WebSocket-Version', version)), 400);
  },
  (dice) => {
    const header = dice.of(usual.slice(2));
    return whole(`twice ${header}`, request(upgrade, [...usual, header]), 400, 101);
  },
  (dice) => {
    const host = dice.of([
      'evil.example',
      '',
      'localhost:1:2',
      '[::1',
      'localhost evil',
      'localhost/evil',
      '\u00e9',
      '@localhost',
      'evil.localhost.example',
      'localhost#@evil',
      '127.0.0.1.evil.example',
      'x'.repeat(4_000),
    ]);
    return whole(
      'another host',
      request(upgrade, instead('Host', host)),
      403,
      400,
      ...(host === 'localhost/evil' || host.includes('@') ? [101] : []),
    );
  },
  () => whole('no host', request(upgrade, without('Host')), 400, 403),
  (dice) => {
    const twice = dice.of(['Host: evil.example', 'host: localhost']);
    return whole('two hosts', request(upgrade, [...usual, twice]), 400, 101);
  },
  (dice) => {
    const origin = dice.of([
      'null',
      'http://evil.example',
      'http://localhost:1',
      'https://localhost.evil.example',
      'file://',
      'http://',
      '',
      'x'.repeat(2_000),
      'javascript:alert(1)',
    ]);
    return whole('another origin', request(upgrade, [...usual, `Origin: ${origin}`]), 403);
  },
  (dice) => {
    const to = dice.of(['h2c', 'WebSocket, h2c', 'TLS/1.0', '', 'websocket\u00a0']);
    return whole('an upgrade to something else', request(upgrade, instead('Upgrade', to)), 400, 404);
  },
  (dice) => {
    const protocols = dice.of(['a, a', ',', 'a b', 'chat', '\u00e9', 'x'.repeat(3_000)]);
    return whole(
      'a subprotocol',
      request(upgrade, [...usual, `Sec-WebSocket-Protocol: ${protocols}`]),
      101,
      400,
    );
  },
  (dice) => {
    const extensions = dice.of([
      'permessage-deflate',
      'permessage-deflate; client_max_window_bits=99',
      ';;;',
      'x=',
    ]);
    return whole(
      'an extension',
      request(upgrade, [...usual, `Sec-WebSocket-Extensions: ${extensions}`]),
      101,
    );
  },
  (dice) => {
    const length = dice.of(['5', '0', '-1', '1e3', '99999999999999999999', '5, 5']);
    return whole('a body', request(upgrade, [...usual, `Content-Length: ${length}`], 'hello'), 101, 400, 413);
  },
  (dice) => {
    const body = dice.of([
      '5\r\nhello\r\n0\r\n\r\n',
      'zz\r\n',
      'ffffffffffffffff\r\n',
      '0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n',
    ]);
    return whole(
      'a body in chunks',
      request(upgrade, [...usual, 'Transfer-Encoding: chunked'], body),
      101,
      400,
    );
  },
  () =>
    whole(
      'a length and chunks',
      request(upgrade, [...usual, 'Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      400,
      101,
    ),
  () => whole('two upgrades at once', Buffer.concat([request(upgrade, usual), request(upgrade, usual)]), 101),
  () =>
    whole(
      'a page and an upgrade at once',
      Buffer.concat([request('GET /healthz HTTP/1.1', ['Host: localhost']), request(upgrade, usual)]),
      200,
    ),
  (dice) =>
    whole(
      'a page',
      request(`${dice.of(['GET', 'HEAD'])} ${dice.of(['/healthz', '/readyz', '/healthz?x'])} HTTP/1.1`, [
        'Host: localhost',
      ]),
      200,
    ),
  (dice) =>
    whole(
      'no page',
      request(`GET ${dice.of(['/', '/favicon.ico', '/..%2f..%2fetc/passwd', '/metrics/'])} HTTP/1.1`, [
        'Host: localhost',
      ]),
      404,
    ),
  () =>
    whole(
      'the metrics for a stranger',
      request('GET /metrics HTTP/1.1', ['Host: localhost', 'X-Forwarded-For: 203.0.113.7']),
      403,
    ),
  (dice) =>
    whole(
      'a post',
      request(
        'POST /healthz HTTP/1.1',
        ['Host: localhost', 'Content-Length: 3', ...dice.of([[], ['Expect: 100-continue']])],
        'abc',
      ),
      405,
      100,
    ),
  () =>
    whole(
      'HTTP/2',
      Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1'),
      400,
      505,
      0,
    ),
  (dice) =>
    whole(
      'a greeting of another protocol',
      Buffer.from(
        dice.of([
          'SSH-2.0-x\r\n\r\n',
          '*1\r\n$4\r\nPING\r\n',
          'EHLO x\r\n\r\n',
          '\x16\x03\x01\0\xa5\x01\0\0\xa1\x03\x03',
        ]),
        'latin1',
      ),
      400,
      0,
    ),
  (dice) => {
    const bytes = request(upgrade, usual);
    return {
      name: 'half a request',
      bytes: bytes.subarray(0, dice.between(0, bytes.length - 1)),
      statuses: null,
    };
  },
  (dice) => {
    const bytes = request(upgrade, usual);
    for (let n = dice.between(1, 3); n > 0; n -= 1)
      bytes[dice.between(0, bytes.length - 1)] = dice.between(0, 255);
    return { name: 'a request with wrong bytes', bytes, statuses: null };
  },
];

export const rawRequest = (dice: Dice): RawRequest => dice.of(kinds)(dice);

/** A correct upgrade. */
export const rightUpgrade = request(upgrade, usual);
