/** The parts of the URL of a server that stores data, decoded. */
export interface UrlParts {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * Takes the URL of a database or a cache apart; null if it is not plain which part is the password. The parsers of URLs
 * guess then, and a part of the password becomes a host name, which is printed and looked up. So the signs
 * `/ ? # @ %` must be escaped in the user and the password, and a name without `@` needs a path if it has a port:
 * `scheme://dana:12345` may be a password too.
 */
export function urlParts(text: string, schemes: string): UrlParts | null {
  const found = new RegExp(`^(?:${schemes})://${form}$`, 'u').exec(text)?.groups;
  if (!found || /%(?![0-9a-f]{2})/i.test(text)) return null;
  const { login, user = '', password = '', host = '', port, path, query = '' } = found;
  if (login === undefined && port !== undefined && path === undefined) return null;
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65_535)) return null;
  try {
    return {
      user: decodeURIComponent(user),
      password: decodeURIComponent(password),
      host: decodeURIComponent(host.replace(/^\[(.*)\]$/, '$1')),
      port: number,
      path: decodeURIComponent(path ?? ''),
      query: new Map(new URLSearchParams(query)),
    };
  } catch {
    return null;
  }
}

const login = String.raw`(?<login>(?<user>[^/?#@:\s]*)(?::(?<password>[^/?#@\s]*))?@)?`;
/** A name, an address, or the escaped folder of a socket. */
const host = String.raw`(?<host>\[[0-9A-Fa-f:.]+\]|%2[Ff](?:[\p{L}\p{N}._-]|%2[Ff])+|[\p{L}\p{N}._-]*)`;
const form = String.raw`${login}${host}(?::(?<port>\d{1,5}))?(?:/(?<path>[^/?#@\s]*))?(?:\?(?<query>[^?#@]*))?`;
