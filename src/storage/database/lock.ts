import { randomUUID } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

interface Holder {
  readonly pid: number;
  /**
   * Clock ticks from boot to the start of the process: another process may get the same id later. Null if the
   * system does not say.
   */
  readonly startedAt: number | null;
}

export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a folder for this process, or says which living process has it (it may be this one). It
 * takes over the lock of a dead process. Throws the error of the file system if the folder cannot be written.
 *
 * The lock is the file `lock.N` with the highest N. The file names the process that has the lock; an empty
 * file was released. A link makes the file with its content in one step, and fails if the number is taken.
 * The highest file is never deleted. If a slow process takes a number that is too low, it sees the higher one
 * and tries again.
 */
export function lockFolder(folder: string): { readonly ok: FolderLock } | { readonly heldBy: number } {
  for (;;) {
    const outcome = tryLock(folder);
    if (outcome) return outcome;
  }
}

/** Tries once; null if another process changed the lock files meanwhile. */
function tryLock(folder: string): ReturnType<typeof lockFolder> | null {
  const highest = generations(folder).at(-1) ?? 0;
  if (highest > 0) {
    const holder = readHolder(generationFile(folder, highest));
    if (holder === 'gone') return null;
    if (holder && isAlive(holder)) return { heldBy: holder.pid };
  }

  const mine = highest + 1;
  const draft = join(folder, `lock.new.${randomUUID()}`);
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, JSON.stringify({ pid: process.pid, startedAt: statOf(process.pid)?.startedAt ?? null }));
    linkSync(draft, generationFile(folder, mine));
  } catch (error) {
    closeSync(file);
    rmSync(draft, { force: true });
    // The number is taken, or the process that was faster has deleted the draft.
    if (hasCode(error, 'EEXIST') || hasCode(error, 'ENOENT')) return null;
    throw error;
  }

  if (generations(folder).at(-1) !== mine) {
    closeSync(file);
    rmSync(generationFile(folder, mine), { force: true });
    rmSync(draft, { force: true });
    return null;
  }
  for (const older of generations(folder).slice(0, -1))
    rmSync(generationFile(folder, older), { force: true });
  for (const name of readdirSync(folder))
    if (name.startsWith('lock.new.')) rmSync(join(folder, name), { force: true });

  return {
    ok: {
      // Empty the open file: so it is never another process's lock, and it needs no space on the disk.
      release() {
        ftruncateSync(file);
        closeSync(file);
      },
    },
  };
}

const generationFile = (folder: string, n: number) => join(folder, `lock.${n}`);

/** The numbers of the lock files, lowest first. */
function generations(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** The process that has a lock. Null if the lock was released, or lost its content in a power cut. */
function readHolder(path: string): Holder | 'gone' | null {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'gone';
    throw error;
  }
  try {
    const { pid, startedAt } = JSON.parse(content) as { pid?: unknown; startedAt?: unknown };
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null;
    return { pid, startedAt: typeof startedAt === 'number' ? startedAt : null };
  } catch {
    return null;
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process is alive, but it belongs to another user.
    if (!hasCode(error, 'EPERM')) return false;
  }
  const stat = statOf(pid);
  if (!stat) return true;
  return !stat.ended && (startedAt === null || stat.startedAt === startedAt);
}

/** Whether a process has ended, and when it started. Only Linux tells; null on other systems. */
function statOf(pid: number): { readonly ended: boolean; readonly startedAt: number } | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the name of the program in parentheses, and may have any characters in it. Then comes
  // the state (Z and X mean dead), and 19 fields later the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { ended: fields[0] === 'Z' || fields[0] === 'X', startedAt: Number(fields[19]) };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
