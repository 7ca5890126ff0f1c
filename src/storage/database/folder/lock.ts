import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { words } from '../../../words/index.ts';
import { StorageFault } from '../fault.ts';
import { holdFile, type Held } from './held-file.ts';

export interface FolderLock {
  release(): void;
}

/** The process that uses a folder, in its own words. */
export interface Holder {
  readonly id: string;
  readonly pid: number;
  /** The container or machine of the process. */
  readonly host: string;
  /** The running kernel. Its locks are seen by every process on it, also in other containers. */
  readonly machine: string;
}

/** The holder says so often that it is alive. */
const beatEvery = 2_000; // ms
/** A holder on another machine that is silent for so long is dead. */
const silentFor = 10_000; // ms
const lookEvery = 500; // ms

/**
 * Takes the lock of a folder for this process, or says who has it (it may be this process). Throws the error of the
 * file system if the folder cannot be written.
 *
 * The lock is one of the kernel on the file `lock`. It ends with its process, and process ids mean nothing for it, so
 * it holds between containers. Some shared file systems keep such locks to one machine. Therefore `lock.json` also
 * names the holder, and the holder touches this file again and again. Only a start after a crash on another machine,
 * or before this one was started, waits until the file was silent for a while; `tell` gets a sentence then.
 */
export async function lockFolder(
  folder: string,
  tell: (sentence: string) => void = () => undefined,
): Promise<{ readonly ok: FolderLock } | { readonly heldBy: Holder | null }> {
  accessSync(folder + sep, constants.W_OK | constants.X_OK);
  const path = join(folder, 'lock.json');
  const held = holdFile(join(folder, 'lock'));
  if (held === 'taken') return { heldBy: readHolder(path) };
  try {
    const heldBy = await takeOver(path, () => tell(words.storage.folderWaiting(folder, silentFor / 1000)));
    if (!('ok' in heldBy)) held.release();
    return 'ok' in heldBy ? { ok: keep(path, { held, id: heldBy.ok, folder }) } : heldBy;
  } catch (error) {
    held.release();
    throw error;
  }
}

/** Puts this process into the file. The lock of this kernel is held already. */
async function takeOver(
  path: string,
  isWaiting: () => void,
): Promise<{ readonly ok: string } | { readonly heldBy: Holder | null }> {
  const me: Holder = { id: randomUUID(), pid: process.pid, host: hostname(), machine: machine() };
  const text = JSON.stringify(me);
  const at = writtenAt(path);
  if (at === null) {
    // Two machines may start at the same time, and only one of them makes the file.
    if (!makes(path, text)) return takeOver(path, isWaiting);
    return { ok: me.id };
  }
  const isElsewhere = readHolder(path)?.machine !== me.machine;
  if (isElsewhere) {
    isWaiting();
    for (let waited = 0; waited < silentFor; waited += lookEvery) {
      await pause(lookEvery);
      const now = writtenAt(path);
      if (now === null) return takeOver(path, isWaiting);
      if (now !== at) return { heldBy: readHolder(path) };
    }
  }
  const draft = `${path}.${me.id}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
  // Another machine that waited too may have written at the same moment. The last one has the folder.
  if (isElsewhere) await pause(beatEvery);
  const holder = readHolder(path);
  return holder?.id === me.id ? { ok: me.id } : { heldBy: holder };
}

function makes(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** When the file was touched last; null if there is none. A network file system asks again only for an open file. */
function writtenAt(path: string): number | null {
  try {
    const file = openSync(path, 'r');
    try {
      return fstatSync(file).mtimeMs;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Says again and again that the holder is alive, until the lock is released. */
function keep(
  path: string,
  { held, id, folder }: { readonly held: Held; readonly id: string; readonly folder: string },
): FolderLock {
  const beat = setInterval(() => {
    const holder = readHolder(path);
    // This process was silent for too long. Two writers would destroy the database, so this one ends like after a kill.
    if (holder && holder.id !== id)
      throw new StorageFault('folder_locked', words.storage.folderLocked(folder, whoIs(holder)), holder.pid);
    if (holder) utimesSync(path, new Date(), new Date());
  }, beatEvery).unref();
  return {
    release() {
      clearInterval(beat);
      if (readHolder(path)?.id === id) rmSync(path, { force: true });
      held.release();
    },
  };
}

/** How a message names the holder. A process id means something only where processes are counted together. */
export function whoIs(holder: Holder | null): string {
  if (!holder) return words.storage.anotherProcess;
  return holder.host === hostname()
    ? words.storage.process(holder.pid)
    : words.storage.processOn(holder.pid, holder.host);
}

/** Null if there is none, or if it lost its content in a power cut. */
function readHolder(path: string): Holder | null {
  try {
    const { id, pid, host, machine: where } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    const isWhole = typeof id === 'string' && typeof pid === 'number' && typeof where === 'string';
    return isWhole ? { id, pid, host: String(host), machine: where } : null;
  } catch {
    return null;
  }
}

/** Linux has a number for each start of its kernel, and all containers on it see the same one. */
function machine(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return hostname();
  }
}
