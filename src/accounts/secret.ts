import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { words } from '../words/index.ts';

const bytes = 32;

type Secret = { readonly ok: Uint8Array } | { readonly error: string };

/**
 * Reads the secret that signs access tokens from the file `jwt-secret` in the data folder. The first start
 * makes this file, and only its owner can read it. The error is one sentence: others can read the file, or
 * there is no secret in it. Throws the error of the file system if the folder cannot be written.
 */
export async function loadSecret(dataDir: string): Promise<Secret> {
  const path = join(dataDir, 'jwt-secret');
  return (await read(path)) ?? create(dataDir, path);
}

async function create(dataDir: string, path: string): Promise<Secret> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // A link to a file that is not there yet stays, and the file is made.
  const target = await readlink(path).then(
    (place) => resolve(dirname(path), place),
    () => path,
  );
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    const text = randomBytes(bytes).toString('base64url') + '\n';
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    // A link appears as a whole, and only once, so two first starts at the same time read the same secret.
    await link(draft, target).catch(unless('EEXIST'));
  } finally {
    await rm(draft, { force: true });
  }
  const made = await read(path);
  if (!made) throw new Error(`${path} was removed while it was being made.`);
  return made;
}

/** The secret in the file; null if there is no file. */
async function read(path: string): Promise<Secret | null> {
  const file = await open(path, 'r').catch(unless('ENOENT'));
  if (!file) return null;
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      return {
        error: words.server.start.secretReadable(path),
      };
    }
    const secret = Buffer.from((await file.readFile('utf8')).trim(), 'base64url');
    if (secret.length === bytes) return { ok: secret };
    return {
      error: words.server.start.secretBroken(path),
    };
  } finally {
    await file.close();
  }
}

function unless(code: string): (error: NodeJS.ErrnoException) => null {
  return (error) => {
    if (error.code === code) return null;
    throw error;
  };
}
