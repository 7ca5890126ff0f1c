import type { IncomingMessage } from 'node:http';
import { connect } from 'node:tls';
import { words } from '../words/index.ts';

const say = words.explanations.unreachable;

/** Why no WebSocket could be opened: a kind, and what the server said about it. */
export interface Unreachable {
  readonly why: keyof typeof say;
  /** A status of HTTP, an address, the fingerprint of a certificate, or the code of an error. */
  readonly detail: string;
  /** Why an unknown certificate is not trusted by itself. */
  readonly because?: Unreachable['why'];
}

/** Why, in one sentence that also says what to do. `options` are those of a later command about the same server. */
export const unreachableSentence = (
  server: string,
  { why, detail }: Unreachable,
  options = ` --server ${server}`,
): string => say[why](server, detail, options);

/** Codes of the operating system, of the library for TLS, and of the parser of HTTP. */
const codes: readonly (readonly [RegExp, Unreachable['why']])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_.*)$/, 'unknownHost'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EINVAL)$/, 'noRoute'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'certificateDate'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'certificateName'],
  [/^(CERT_.*|.*SELF_SIGNED.*|UNABLE_TO_.*|INVALID_(CA|PURPOSE)|ERR_TLS_CERT.*)$/, 'certificate'],
  [/^(EPROTO|ERR_SSL_.*)$/, 'noTls'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'hungUp'],
];

/** Why a socket failed before it was open. */
export async function whyUnreachable(error: Error, url: string): Promise<Unreachable> {
  // Node tries every address of a host. The failure of the last one is as good as any.
  const one: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  const code = one instanceof Error && 'code' in one ? String(one.code) : '';
  const why = codes.find(([pattern]) => pattern.test(code))?.[1] ?? 'noWhist';
  const isOdd = why === 'hungUp' || why === 'noWhist';
  if (isOdd && (await speaksTls(url))) return { why: 'tls', detail: '' };
  return { why, detail: code };
}

/** Why a certificate is not trusted, from the error of the library for TLS. */
export function certificateFault(error: Error | string | undefined): Unreachable {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const why = codes.find(([pattern]) => pattern.test(code))?.[1] ?? 'certificate';
  return { why, detail: code };
}

/** Why a server answered with a page in place of a WebSocket. */
export async function whyRefused(
  { statusCode = 0, headers }: IncomingMessage,
  url: string,
): Promise<Unreachable> {
  const detail = String(statusCode);
  if (statusCode === 426 || headers['sec-websocket-version'] !== undefined) return { why: 'version', detail };
  const refused = headers['whist-refused'];
  if (refused === 'host' || refused === 'waiting')
    return { why: refused === 'host' ? 'hostRefused' : refused, detail };
  if (statusCode >= 300 && statusCode < 400)
    return { why: 'redirect', detail: placeOf(headers.location, url) };
  // Some servers that want TLS say so in a page of plain HTTP.
  if (statusCode === 400 && (await speaksTls(url))) return { why: 'tls', detail };
  return { why: statuses.get(statusCode) ?? (statusCode < 300 ? 'noUpgrade' : 'noWhist'), detail };
}

const statuses: ReadonlyMap<number, Unreachable['why']> = new Map([
  [401, 'forbidden'],
  [403, 'forbidden'],
  [407, 'forbidden'],
  [404, 'notFound'],
  [502, 'gateway'],
  [503, 'gateway'],
  [504, 'gateway'],
]);

/** The address a server names, as a player would give it; it may hold what is nobody's business after a question mark. */
function placeOf(location: string | undefined, url: string): string {
  if (location === undefined || !URL.canParse(location, url)) return '';
  const { protocol, host, pathname } = new URL(location, url);
  return `${/^(https|wss):$/.test(protocol) ? 'wss' : 'ws'}://${host}${pathname}`;
}

/** A server that does not answer TLS in this time does not speak it. */
const tlsWithin = 2_000; // ms

/** Whether a server that was asked without TLS speaks it. Its certificate does not matter here: nothing is sent. */
function speaksTls(url: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'ws:') return Promise.resolve(false);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false });
    const end = (speaks: boolean) => {
      clearTimeout(late);
      socket.destroy();
      resolve(speaks);
    };
    const late = setTimeout(end, tlsWithin, false);
    socket.on('secureConnect', () => end(true)).on('error', () => end(false));
  });
}
