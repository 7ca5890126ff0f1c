import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';

export interface Pages {
  /** Whether requests can be served now: the database answers and the server is not stopping. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Metrics;
  /** Whether the metrics are for everybody, or for this machine alone. */
  readonly metricsForAll: boolean;
}

/** What a load balancer and a monitor ask, beside the WebSocket. */
export function createPages({ isReady, metrics, metricsForAll }: Pages) {
  return async ({ url, method, socket }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const say = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'content-type': type }).end(method === 'HEAD' ? undefined : text);
    if (method !== 'GET' && method !== 'HEAD') return void say(405, 'Only GET is answered here.\n');
    switch (url?.split('?', 1)[0]) {
      case '/healthz':
        return void say(200, 'ok\n');
      case '/readyz':
        return void ((await isReady()) ? say(200, 'ready\n') : say(503, 'not ready\n'));
      case '/metrics':
        return void (metricsForAll || isLoopback(socket.remoteAddress)
          ? say(200, await metrics.text(), metrics.contentType)
          : say(403, 'The metrics are for this machine alone; start the server with --metrics all.\n'));
      default:
        return void say(404, 'whist speaks WebSocket at /ws\n');
    }
  };
}

function isLoopback(address = ''): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(address);
}
