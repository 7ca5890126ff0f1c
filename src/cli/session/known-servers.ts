import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import type { Trust } from '../../client/index.ts';
import type { Config } from '../../config/load.ts';
import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import { createKeptFile } from './kept-file.ts';

const say = words.explanations.trust;

const KnownServer = Type.Object({
  /** The SHA-256 of a certificate that the person trusts. */
  fingerprint: Type.Optional(Type.String()),
  /** Whether the line may be read on its way. */
  plaintext: Type.Optional(Type.Boolean()),
});

/** The answers about the servers of a person, in `known-servers.json` beside their logins. */
function openAnswers({ configDir }: Pick<Config, 'configDir'>) {
  return createKeptFile(join(configDir, 'known-servers.json'), KnownServer);
}

/** The same for every path on a server; `ws:` and `wss:` have answers of their own. */
function nameOf({ server }: Pick<Config, 'server'>): string {
  const { protocol, host } = new URL(server);
  return `${protocol}//${host}`;
}

export const keepAnswer = (config: Config, answer: Static<typeof KnownServer>): Promise<void> =>
  openAnswers(config).save(nameOf(config), answer);

/** Whether there was an answer about this server. */
export const forgetAnswer = (config: Config): Promise<boolean> => openAnswers(config).forget(nameOf(config));

/** How the lines of this command to its server are judged. */
export async function trustOf(config: Config): Promise<Trust> {
  return {
    ca: config.ca === null ? null : await readAuthority(config.ca),
    async agreed() {
      const known = await answerAbout(config);
      return {
        fingerprint: known?.fingerprint ?? null,
        isPlaintextFine: config.isPlaintextFine || known?.plaintext === true,
      };
    },
  };
}

/** If the file cannot be read, the question is asked, and keeping its answer says why. */
async function answerAbout(config: Config): Promise<Static<typeof KnownServer> | null> {
  try {
    return await openAnswers(config).load(nameOf(config));
  } catch {
    return null;
  }
}

async function readAuthority(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(say.caUnreadable(file, String(error.code)));
  });
  if (!isCertificate(text)) throw wrong(say.caEmpty(file));
  return text;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

const wrong = (sentence: string) => new Failure(exitCodes.usage, 'bad_setting', sentence);
