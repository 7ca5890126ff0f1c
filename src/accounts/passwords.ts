import { createHash } from 'node:crypto';
import { refuse, type Refused } from '../protocol/index.ts';
import { wireWords } from '../words/index.ts';
import { createHashWorkers } from './hash-workers.ts';

const cost = 10; // 2^10 rounds, some 60 ms in a thread
const threads = 2;
const waiting = 64; // some two seconds of work for both threads

/** Looks like a real hash and takes as long to check, but no password matches it. */
const nobodysHash = `$2b$${cost}$${'.'.repeat(53)}`;
/** Stands where an account has no password, so that nobody can log in with it. */
export const noPassword = '!';

export type Hashed<T> = { readonly ok: T } | { readonly error: 'busy' };

/** Hashes passwords in threads. `busy` means that too many are waiting, or that the threads are closed. */
export interface Passwords {
  /** A bcrypt hash, 60 characters. */
  hash(password: string): Promise<Hashed<string>>;
  /** Whether this is the password. Without a password it says no, and takes as long. */
  matches(password: string, hash: string | null): Promise<Hashed<boolean>>;
  close(): Promise<void>;
}

/** The refusal for `busy`. */
export function tooBusy(): Refused {
  return refuse('try_again', { message: wireWords.explanations.tooManyLogins });
}

export function createPasswords(): Passwords {
  const workers = createHashWorkers({ size: threads, waiting });
  return {
    hash: async (password) => {
      const hash = await workers.run({ text: digest(password), cost });
      return typeof hash === 'string' ? { ok: hash } : { error: 'busy' };
    },
    matches: async (password, hash) => {
      const real = hash === null || hash === noPassword ? nobodysHash : hash;
      const same = await workers.run({ text: digest(password), hash: real });
      return typeof same === 'boolean' ? { ok: same } : { error: 'busy' };
    },
    close: () => workers.close(),
  };
}

/**
 * The text that bcrypt hashes instead of the password: the base64 of its SHA-256, 44 characters. bcrypt reads
 * only 72 bytes, which are 36 Hebrew letters; with the digest, every character of a longer password counts.
 * The digest is in base64 because bcrypt stops at a zero byte. The password is made NFC first, because
 * keyboards compose letters in different ways.
 */
function digest(password: string): string {
  return createHash('sha256').update(password.normalize('NFC')).digest('base64');
}
