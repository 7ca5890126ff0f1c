import { networkInterfaces } from 'node:os';
import { settings } from '../../config/settings.ts';
import { loadConfig, type Config } from '../../config/load.ts';
import { shownUrl } from '../../config/secrets.ts';
import type { ServerFlags } from '../../tui/server-flag.ts';

/** The server that every command finds by itself. */
const usual = `ws://127.0.0.1:${settings.port.default}/ws`;
/** A server on this machine that takes longer to answer is not there. */
const answersWithin = 500; // ms

/** Networks between the programs of one machine: no other machine is in them. */
const inside = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|lxc)/;

/** The URLs for other machines in the network of a server on this machine, the likeliest first. */
export const lanUrls = (url: string): string[] => urlsOf(networkInterfaces(), url);

/** An address with a zone is left out: it means something else on every machine, and no URL can have it. */
export function urlsOf(interfaces: ReturnType<typeof networkInterfaces>, url: string): string[] {
  const { protocol, port } = portOf(url);
  return Object.entries(interfaces)
    .filter(([name]) => !inside.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ family, address }) => `${protocol}//${family === 'IPv6' ? `[${address}]` : address}:${port}/ws`);
}

/** Homes and clubs have addresses in 192.168 or 10; other networks of IPv4 are mostly virtual. People type IPv6 last. */
function rank({ family, address }: { readonly family: string; readonly address: string }): number {
  if (family === 'IPv6') return 3;
  const at = ['192.168.', '10.'].findIndex((begin) => address.startsWith(begin));
  return at < 0 ? 2 : at;
}

/** The option that names a server on a command line, with a space before it; empty for the usual server. Screens show it too, so it has no password. */
export function serverFlag(url: string): string {
  return url === usual ? '' : ` --server ${shownUrl(url).replace(/\/ws$/, '')}`;
}

/** The options that a later command of the same person needs, each with a space before it. */
export function sameOptions({ server, isServerNamed, port, ca, profile }: Config): string {
  const usualPort = port === settings.port.default || port === 0;
  const place = isServerNamed ? serverFlag(server) : usualPort ? '' : ` --port ${port}`;
  const authority = ca === null ? '' : ` --ca ${inShell(ca)}`;
  return place + authority + (profile === null ? '' : ` --profile ${profile}`);
}

/**
 * The option by which a later command finds the games of a table without a server, with a space before it; empty if it
 * finds them by itself.
 */
export function sameFolder(config: Config): string {
  const dataDir = folderOf(config);
  const usual = loadConfig();
  const isUsual = dataDir === null || ('ok' in usual && folderOf(usual.ok) === dataDir);
  return isUsual ? '' : ` --data-dir ${inShell(dataDir)}`;
}

/** The data folder; null if nothing tells it. */
export function folderOf(config: Config): string | null {
  try {
    return config.dataDir;
  } catch {
    return null;
  }
}

/** A word of a command line. */
const inShell = (word: string) =>
  /^[\p{L}\p{N}./_@%+=:,-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/**
 * How other terminals reach the server of this terminal. A server on this machine is asked at its address in the
 * network: it answers there only if somebody has started it for the network.
 */
export function serverFlags({ server }: Pick<Config, 'server'>): ServerFlags {
  return { here: serverFlag(server), elsewhere: flagElsewhere(server) };
}

async function flagElsewhere(server: string): Promise<string | null> {
  if (!/^(localhost|127\..*|\[::1\])$/.test(new URL(server).hostname)) return serverFlag(server);
  for (const url of lanUrls(server)) {
    if (await answers(url)) return serverFlag(url);
  }
  return null;
}

/** The scheme and the port of a URL, also of one without a port. */
function portOf(url: string) {
  const { protocol, port } = new URL(url);
  return { protocol, port: port || (protocol === 'wss:' ? '443' : '80') };
}

/** Whether a server is there. Its certificate does not matter: it is only asked whether it lives. */
async function answers(url: string): Promise<boolean> {
  const health = url.replace(/^ws(s?:.*)\/ws$/, 'http$1/healthz');
  const options = { timeout: answersWithin, rejectUnauthorized: false };
  // Loaded here, because these modules take a seventh of the time of a short command, and few commands ask.
  const { get } = await (health.startsWith('https:') ? import('node:https') : import('node:http'));
  return new Promise((resolve) => {
    get(health, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .on('timeout', (): void => resolve(false))
      .on('error', () => resolve(false));
  });
}
