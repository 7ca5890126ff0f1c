import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** The names and web pages that an operator lets in. */
export interface Guests {
  /** Names of this server, in small letters. */
  readonly allowedHosts: readonly string[];
  /** Whether the certificate of this server has this name. */
  readonly isCertified: (name: string) => boolean;
  /** Origins of web pages, such as `https://club.example.org`. */
  readonly allowedOrigins: readonly string[];
}

/** The header for which a request is refused. */
export type RefusedHeader = 'host' | 'origin';

/**
 * Which header of a request is not welcome, if any. A browser sends the name in the address as `Host`: a page may
 * have made a name of its own lead to this machine. It sends the page it shows as `Origin`; other programs send none.
 */
export function refusedHeader(
  { host = '', origin }: IncomingHttpHeaders,
  { allowedHosts, isCertified, allowedOrigins }: Guests,
): RefusedHeader | null {
  const called = urlOf(`http://${host}`);
  if (!called || !(isOwnName(called.hostname, allowedHosts) || isCertified(called.hostname))) return 'host';
  if (origin === undefined || allowedOrigins.includes(origin)) return null;
  return urlOf(origin)?.host === called.host ? null : 'origin';
}

/** Whether a name means this server for sure: nobody else can make an address or its own name lead here. */
function isOwnName(name: string, allowed: readonly string[]): boolean {
  const plain = name.replace(/\.$/, '');
  if (isIP(plain.replace(/^\[(.*)\]$/, '$1')) !== 0 || /^(.*\.)?localhost$/.test(plain)) return true;
  const full = hostname().toLowerCase();
  const [short = full] = full.split('.');
  return [full, short, `${short}.local`, ...allowed].includes(plain);
}

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
