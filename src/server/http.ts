import type { IncomingMessage, ServerResponse } from 'node:http';
import { wireWords } from '../words/index.ts';
import { addressOf, isLoopback } from './address.ts';
import { refusedHeader, type Guests } from './door/hosts.ts';
import type { Metrics } from './metrics.ts';

const { pages } = wireWords.server;

export interface Pages {
  /** Whether requests can be served now: the database answers and the server is not stopping. */
  readonly isReady: () => Promise<boolean>;
  readonly metrics: Metrics;
  /** Whether everybody may read the metrics, or only this machine. */
  readonly metricsForAll: boolean;
  readonly guests: Guests;
}

/** The HTTP pages for load balancers and monitors. */
export function createPages({ isReady, metrics, metricsForAll, guests }: Pages) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url, method } = request;
    const say = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
      response.writeHead(status, { 'content-type': type }).end(method === 'HEAD' ? undefined : text);
    const sayLine = (status: number, line: string) => say(status, `${line}\n`);
    if (method !== 'GET' && method !== 'HEAD') return void sayLine(405, pages.onlyGet);
    switch (url?.split('?', 1)[0]) {
      case '/healthz':
        return void sayLine(200, pages.healthy);
      case '/readyz':
        return void ((await isReady()) ? sayLine(200, pages.ready) : sayLine(503, pages.notReady));
      case '/metrics':
        return void (metricsForAll || isFromHere(request, guests)
          ? say(200, await metrics.text(), metrics.contentType)
          : sayLine(403, pages.metricsForThisMachine));
      default:
        return void sayLine(404, pages.notFound);
    }
  };
}

/** The headers by which a proxy tells that it asks for somebody else. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const;

/** Whether a program on this machine asks, and neither a proxy for a stranger nor a web page. */
function isFromHere(request: IncomingMessage, guests: Guests): boolean {
  const { headers } = request;
  return (
    isLoopback(addressOf(request, false)) &&
    forwarding.every((name) => headers[name] === undefined) &&
    refusedHeader(headers, guests) === null
  );
}
