import { readFileSync } from 'node:fs';
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import type { DatabaseAddress } from '../../config/database-url.ts';
import { words } from '../../words/index.ts';
import { StorageFault } from './fault.ts';

/** How a connection is made: false is without TLS. */
export type Tls = false | ConnectionOptions;

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;
type Mode = (typeof modes)[number];

/**
 * The ways to connect that the `sslmode` of a database URL allows, first the one to try first; see “SSL Support” in the
 * manual of libpq. The driver has the same names and means other things. Without an `sslmode` there is no TLS.
 * `no-verify` is a word of the driver, for `require` without a look at any certificate.
 */
export function waysToConnect({ host, parameters }: DatabaseAddress): readonly Tls[] {
  const mode = parameters.get('sslmode') ?? 'disable';
  if (!isMode(mode)) throw fault(words.storage.sslModeUnknown(modes.join(', ')));
  // A socket of this machine has no TLS.
  if (mode === 'disable' || host.startsWith('/')) return [false];
  const rootFile = parameters.get('sslrootcert');
  const usesSystem = rootFile === undefined || rootFile === 'system';
  if (mode === 'verify-ca' && usesSystem) throw fault(words.storage.sslRootNeeded);
  const own: ConnectionOptions = {
    ...read('cert', parameters.get('sslcert')),
    ...read('key', parameters.get('sslkey')),
  };
  const blind: Tls = { ...own, rejectUnauthorized: false };
  const authorities = usesSystem ? {} : read('ca', rootFile);
  // The driver does not say which address it connects to, so the host is compared here.
  const sameHost = (_: string, certificate: PeerCertificate) => checkServerIdentity(host, certificate);
  const full: Tls = { ...own, ...authorities, rejectUnauthorized: true, checkServerIdentity: sameHost };
  const chain: Tls = { ...full, checkServerIdentity: () => undefined };
  switch (mode) {
    case 'allow':
      return [false, blind];
    case 'prefer':
      return [blind, false];
    case 'require':
      return [rootFile === undefined ? blind : rootFile === 'system' ? full : chain];
    case 'no-verify':
      return [blind];
    case 'verify-ca':
      return [chain];
    case 'verify-full':
      return [full];
  }
}

const isMode = (text: string): text is Mode => modes.some((mode) => mode === text);

function read(name: 'ca' | 'cert' | 'key', path: string | undefined): ConnectionOptions {
  if (path === undefined) return {};
  try {
    return { [name]: readFileSync(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw fault(words.storage.sslFileUnreadable(path, code));
  }
}

const fault = (sentence: string) => new StorageFault('database_url', sentence);
