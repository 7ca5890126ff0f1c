import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { Config } from '../config/load.ts';
import type { Log } from '../config/log.ts';
import type { Pair } from '../server/index.ts';
import { wireWords, words } from '../words/index.ts';
import { NodeFault } from './faults.ts';

const say = words.server.start;
const { log: said } = wireWords.server;

/** The certificate of a server, as its files have it now. */
export interface Certificate {
  readonly pair: () => Pair;
  /** The SHA-256 of the certificate, as clients and `openssl` show it. */
  readonly fingerprint: () => string;
  /**
   * Reads the files again. Returns a new pair, or null if there is none. A pair that cannot be used is a warning, when
   * it is found a second time: tools write one file after the other.
   */
  readonly look: () => Promise<Pair | null>;
}

/** Reads the certificate and its key. Throws a `NodeFault` if they cannot be used. */
export async function openCertificate(files: NonNullable<Config['tls']>, log: Log): Promise<Certificate> {
  let pair = await readPair(files);
  checkPair(pair, files);
  let fault = { message: '', times: 0 };

  async function readNew(): Promise<Pair | null> {
    const found = await readPair(files);
    if (found.cert === pair.cert && found.key === pair.key) return null;
    checkPair(found, files);
    return found;
  }

  return {
    pair: () => pair,
    fingerprint: () => fingerprintOf(pair),
    async look() {
      try {
        const found = await readNew();
        fault = { message: '', times: 0 };
        if (!found) return null;
        pair = found;
        log.info({ fingerprint: fingerprintOf(pair) }, said.certificateRenewed);
        return found;
      } catch (error) {
        if (!(error instanceof NodeFault)) throw error;
        const { message } = error;
        fault = { message, times: message === fault.message ? fault.times + 1 : 1 };
        if (fault.times === 2) log.warn(said.certificateKept(message));
        return null;
      }
    },
  };
}

const fingerprintOf = ({ cert }: Pair): string => new X509Certificate(cert).fingerprint256;

async function readPair({ cert, key }: NonNullable<Config['tls']>): Promise<Pair> {
  return { cert: await read(cert, '--tls-cert'), key: await read(key, '--tls-key') };
}

async function read(file: string, flag: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unusable(say.fileUnreadable(flag, { file, code: codeOf(error) }));
  }
}

function checkPair({ cert, key }: Pair, files: NonNullable<Config['tls']>): void {
  const certificate = tryTo(
    () => new X509Certificate(cert),
    () => say.noCertificate(files.cert),
  );
  const privateKey = tryTo(
    () => createPrivateKey(key),
    () => say.noKey(files.key),
  );
  if (!certificate.checkPrivateKey(privateKey)) throw unusable(say.otherKey(files.cert, files.key));
  tryTo(
    () => createSecureContext({ cert, key }),
    (code) => say.pairUnusable(files.cert, code),
  );
}

function tryTo<T>(make: () => T, why: (code: string) => string): T {
  try {
    return make();
  } catch (error) {
    throw unusable(why(codeOf(error)));
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

const unusable = (sentence: string) => new NodeFault('certificate_unusable', sentence);
