import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';

/** A file as a power cut would find it. */
interface File {
  /** Where it is now, or its content if it was deleted. */
  at: string | Buffer;
  /** The content before, of the pages that were written since the last flush. */
  readonly before: Map<number, Buffer>;
  /** The bytes it had at the last flush. */
  flushed: number;
}

/** Changes of names that happen at once: a file, a folder, or null for a name that is gone. */
type Names = Map<string, File | 'folder' | null>;

const pageSize = 4096;
const sectorSize = 512;

/** The file system as it is, without the watching. */
const real = { ...fs };

/** The content of a folder after a power cut. */
function shadowOf(root: string, onChange: () => void) {
  const names: Names = new Map();
  const pending: Names[] = [];
  const live = new Map<string, File>();
  const open = new Map<number, File>();
  const isInside = (path: unknown): path is string =>
    typeof path === 'string' && (path === root || path.startsWith(root + sep));

  function adopt(path: string, flushed = real.statSync(path).size): File {
    const file: File = { at: path, before: new Map(), flushed };
    live.set(path, file);
    return file;
  }
  function named(...changes: [string, File | 'folder' | null][]): void {
    pending.push(new Map(changes));
  }
  function flushNames(): void {
    for (const changes of pending) for (const [path, what] of changes) names.set(path, what);
    pending.length = 0;
  }
  /** Keeps what a range of a file has now, before it is written. */
  function keep(file: File, from: number, length: number): void {
    if (typeof file.at !== 'string') return;
    const handle = real.openSync(file.at, 'r');
    for (let page = Math.floor(from / pageSize); page * pageSize < from + length; page++) {
      if (file.before.has(page)) continue;
      const content = Buffer.alloc(pageSize);
      real.readSync(handle, content, 0, pageSize, page * pageSize);
      file.before.set(page, content);
    }
    real.closeSync(handle);
  }
  function flush(file: File): void {
    file.before.clear();
    if (typeof file.at === 'string') file.flushed = real.statSync(file.at).size;
  }
  function gone(path: string): void {
    const file = live.get(path);
    if (file) file.at = real.readFileSync(path);
    live.delete(path);
  }
  function emptied(path: string): void {
    const file = live.get(path);
    if (file) keep(file, 0, real.statSync(path).size);
  }

  for (const found of real.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(found.parentPath, found.name);
    names.set(path, found.isFile() ? adopt(path) : 'folder');
  }
  return {
    names,
    pending,
    live,
    open,
    isInside,
    onChange,
    adopt,
    named,
    flushNames,
    keep,
    flush,
    gone,
    emptied,
  };
}

type Shadow = ReturnType<typeof shadowOf>;

/** The calls that change files. A file that is written as a whole is opened, written and closed. */
function fileCalls(shadow: Shadow) {
  const { live, open, isInside, onChange, adopt, named, flushNames, keep, flush, emptied } = shadow;
  const watched = {
    openSync(path: string, flags: string | number = 'r', mode?: number) {
      if (!isInside(path)) return real.openSync(path, flags, mode);
      const isThere = real.existsSync(path);
      const truncates =
        typeof flags === 'string' ? flags.startsWith('w') : (flags & fs.constants.O_TRUNC) !== 0;
      if (!isThere || truncates) onChange();
      if (isThere && truncates) emptied(path);
      const handle = real.openSync(path, flags, mode);
      if (!isThere) named([path, adopt(path, 0)]);
      const file = live.get(path);
      if (file) open.set(handle, file);
      return handle;
    },
    closeSync(handle: number) {
      open.delete(handle);
      real.closeSync(handle);
    },
    writeSync(...args: [number, NodeJS.ArrayBufferView, number, number, number | null]) {
      const [handle, , , length, position] = args;
      const file = open.get(handle);
      if (file) {
        onChange();
        if (position === null) throw new Error('a write without a position is not watched');
        keep(file, position, length);
      }
      return real.writeSync(...args);
    },
    writeFileSync(path: string, content: string, options: fs.WriteFileOptions = {}) {
      if (!isInside(path) || typeof options !== 'object') return real.writeFileSync(path, content, options);
      const { flag = 'w', mode = 0o666, flush: flushes = false } = options ?? {};
      const handle = watched.openSync(path, flag, Number(mode));
      watched.writeSync(handle, Buffer.from(content), 0, Buffer.byteLength(content), 0);
      if (flushes) watched.fsyncSync(handle);
      watched.closeSync(handle);
    },
    truncateSync(path: string, length = 0) {
      const file = live.get(path);
      if (file) {
        onChange();
        const size = real.statSync(path).size;
        keep(file, Math.min(size, length), Math.abs(size - length));
      }
      real.truncateSync(path, length);
    },
    fsyncSync(handle: number) {
      const path = pathOf(handle);
      const file = open.get(handle);
      if (file || isInside(path)) onChange();
      real.fsyncSync(handle);
      if (file) flush(file);
      else if (isInside(path)) flushNames();
    },
  };
  return watched;
}

/** A folder has a handle of this process only while it is flushed. */
const pathOf = (handle: number) => real.readlinkSync(`/proc/self/fd/${handle}`);

/** The calls that change names. */
function nameCalls({ live, isInside, onChange, adopt, named, gone }: Shadow) {
  return {
    renameSync(from: string, to: string) {
      if (!isInside(from)) return real.renameSync(from, to);
      onChange();
      gone(to);
      const isFolder = real.statSync(from).isDirectory();
      if (isFolder) throw new Error('a folder that gets another name is not watched');
      real.renameSync(from, to);
      const file = live.get(from) ?? adopt(to, 0);
      file.at = to;
      live.delete(from);
      live.set(to, file);
      named([from, null], [to, file]);
    },
    unlinkSync(path: string) {
      if (isInside(path)) {
        onChange();
        gone(path);
        named([path, null]);
      }
      real.unlinkSync(path);
    },
    rmSync(path: string, options?: fs.RmOptions) {
      const all = [...live.keys()].filter((one) => one === path || one.startsWith(path + sep));
      if (isInside(path)) onChange();
      for (const one of all) gone(one);
      if (all.length > 0) named(...all.map((one): [string, null] => [one, null]));
      real.rmSync(path, options);
    },
    mkdirSync(path: string, options?: fs.MakeDirectoryOptions) {
      if (isInside(path)) {
        onChange();
        named([path, 'folder']);
      }
      return real.mkdirSync(path, options);
    },
    rmdirSync(path: string) {
      if (isInside(path)) {
        onChange();
        named([path, null]);
      }
      real.rmdirSync(path);
    },
  };
}

/** The disk under a folder, until `stop` is called. */
export interface Disk {
  /** Writes into a new folder what a power cut might leave at this moment. */
  cut(target: string, chance: () => number): void;
  stop(): void;
}

/**
 * Watches everything that this process writes into a folder, under the embedded database and under the program.
 *
 * The model of a power cut: the content of a file is that of its last flush, and of the pages of 4 KiB that were written
 * since, any may be there, and one may be torn at a sector of 512 bytes. The names in folders change in their order:
 * a flush of a folder keeps all changes of names before it, and of the later ones the first few may be there, as in the
 * journal of ext4 or XFS. `onChange` is called before each change and each flush.
 */
export function watchDisk(root: string, onChange: () => void): Disk {
  const shadow = shadowOf(root, onChange);
  const watched = { ...fileCalls(shadow), ...nameCalls(shadow) };
  Object.assign(fs, watched);
  syncBuiltinESMExports();
  return {
    cut(target, chance) {
      const { names, pending } = shadow;
      const left: Names = new Map(names);
      const early = pending.slice(0, Math.floor(chance() * (pending.length + 1)));
      for (const changes of early) for (const [path, what] of changes) left.set(path, what);
      const placeOf = (path: string) => join(target, relative(root, path));
      real.mkdirSync(target, { recursive: true });
      for (const [path, what] of left)
        if (what === 'folder') real.mkdirSync(placeOf(path), { recursive: true });
      for (const [path, what] of left) {
        if (what === null || what === 'folder' || !real.existsSync(dirname(placeOf(path)))) continue;
        real.writeFileSync(placeOf(path), leftOf(what, chance), { mode: 0o600 });
      }
    },
    stop() {
      const names = Object.keys(watched) as (keyof typeof watched)[];
      Object.assign(fs, Object.fromEntries(names.map((name) => [name, real[name]])));
      syncBuiltinESMExports();
    },
  };
}

/** The content of a file after a power cut. */
function leftOf({ at, before, flushed }: File, chance: () => number): Buffer {
  const now = typeof at === 'string' ? real.readFileSync(at) : at;
  if (before.size === 0 && now.length === flushed) return now;
  // All, nothing, or some of what was written is there.
  const share = [0, 1, chance()][Math.floor(chance() * 3)] ?? 0;
  const length = chance() < share ? now.length : flushed;
  const content = Buffer.alloc(length);
  now.copy(content);
  for (const [page, was] of before) {
    if (chance() < share) continue;
    const torn = chance() < 0.2 ? Math.floor(chance() * (pageSize / sectorSize)) * sectorSize : 0;
    was.copy(content, page * pageSize + torn, torn);
  }
  return content;
}
