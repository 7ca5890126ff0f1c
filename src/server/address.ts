import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The address of the other side. A trusted proxy names it last in its header; what stands before it was written by
 * somebody else. If the proxy names no address, it is that of the proxy.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
    : undefined;
  return parseAddress(forwarded ?? '') ?? parseAddress(socket.remoteAddress ?? '') ?? '';
}

/** An address with its port: `203.0.113.7:50001`, `[2001:db8::1]:50001`; the quotes are those of RFC 7239. */
const forms = [/^"?\[([^\]]+)\](?::\d*)?"?$/, /^"?([\d.]+)(?::\d*)?"?$/, /^"?([^"[\]]+)"?$/];

/**
 * The address in a text, in its usual form, without its port and its zone. An IPv4 address inside an IPv6 one is IPv4.
 * Null if the text is something else.
 */
function parseAddress(text: string): string | null {
  const given = text.trim();
  const bare = forms.map((form) => form.exec(given)?.[1]).find((one) => one !== undefined) ?? '';
  if (isIPv4(bare)) return bare;
  const [address = ''] = bare.split('%');
  if (!isIPv6(address)) return null;
  const usual = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(usual);
  return mapped ? dotted(mapped.slice(1)) : usual;
}

/** `cb00:7107` is 203.0.113.7. */
function dotted(groups: readonly string[]): string {
  return groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

/** Whether it is an address of this machine. */
export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');
