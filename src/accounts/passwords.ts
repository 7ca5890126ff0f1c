import { createHash } from 'node:crypto';
import { refuse, type Refused } from '../protocol/index.ts';
import { words } from '../words/index.ts';
import { createHashWorkers } from './hash-workers.ts';

const cost = 10; // 2^10 rounds, some 60 ms in a thread
const threads = 2;
const waiting = 64; // some two seconds of work for both threads

/** Has the form and the cost of a real hash, and no password leads to it. */
const nobodysHash = `$2b$${cost}$${'.'.repeat(53)}`;

export type Hashed<T> = { readonly ok: T } | { readonly error: 'busy' };

/** Hashes passwords off the event loop. `busy` means: too much of it at once, or stopping; try again. */
export interface Passwords {
  /** A bcrypt hash, 60 characters. */
  hash(password: string): Promise<Hashed<string>>;
  /** Whether this is the password; against null it is not, and finding that out takes as long. */
  matches(password: string, hash: string | null): Promise<Hashed<boolean>>;
  close(): Promise<void>;
}

/** The refusal that `busy` comes to. */
export function tooBusy(): Refused {
  return refuse('try_again', { message: words.explanations.tooManyLogins });
}

export function createPasswords(): Passwords {
  const workers = createHashWorkers({ size: threads, waiting });
  return {
    hash: async (password) => {
      const hash = await workers.run({ text: digest(password), cost });
      return typeof hash === 'string' ? { ok: hash } : { error: 'busy' };
    },
    matches: async (password, hash) => {
      const same = await workers.run({ text: digest(password), hash: hash ?? nobodysHash });
      return typeof same === 'boolean' ? { ok: same } : { error: 'busy' };
    },
    close: () => workers.close(),
  };
}

/**
 * What bcrypt is given in place of the password: the base64 of its SHA-256, 44 characters. bcrypt reads no more
 * than 72 bytes, which is 36 Hebrew letters; this way every character of a longer password counts. Base64, because
 * bcrypt would stop at a zero byte of the raw digest. NFC first, so that keyboards that compose letters differently
 * type the same password.
 */
function digest(password: string): string {
  return createHash('sha256').update(password.normalize('NFC')).digest('base64');
}
