import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { flushFolder } from './flush.ts';

type Init = NodeFS['init'];
type Module = Parameters<NonNullable<Awaited<ReturnType<Init>>['emscriptenOpts']['preRun']>[number]>[0];

/** The parts of emscripten's file system for Node that are needed here. PGlite does not declare them. */
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: Stream) => number };
  readonly realPath: (node: unknown) => string;
  /** Turns an error of Node into one that PostgreSQL understands. */
  readonly tryFSOperation: <T>(operation: () => T) => T;
}

interface Stream {
  /** The handle of the file; a folder has none. */
  readonly nfd?: number;
  readonly node: unknown;
}

/**
 * The folder of an embedded database, as PostgreSQL sees it. It differs from the one of PGlite in two things.
 *
 * It can flush. PGlite's has no `fsync`, so that a flush that PostgreSQL asks for did nothing, and a power cut lost what
 * was acknowledged, or the whole database. A folder has no handle there, so that it is opened for the flush.
 *
 * It keeps the last serious word of PostgreSQL, which says why a database does not start.
 */
export class FolderFs extends NodeFS {
  /** As in `PANIC:  could not locate a valid checkpoint record`, without the time before it. */
  lastWords: string | null = null;
  readonly #flushes: boolean;

  constructor(folder: string, { flushes }: { readonly flushes: boolean }) {
    super(folder);
    this.#flushes = flushes;
  }

  override async init(...[pglite, given]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, given);
    const { preRun = [], printErr } = emscriptenOpts;
    return {
      emscriptenOpts: {
        ...emscriptenOpts,
        preRun: this.#flushes ? [...preRun, addFlush] : preRun,
        printErr: (line: string) => {
          const serious = /(?:PANIC|FATAL): +(.+)/.exec(line)?.[1];
          this.lastWords = serious ?? this.lastWords;
          printErr?.(line);
        },
      },
    };
  }
}

function addFlush({ FS }: Module): void {
  const nodeFs = FS.filesystems.NODEFS as unknown as NodeFileSystem;
  nodeFs.stream_ops.fsync = ({ nfd, node }) =>
    nodeFs.tryFSOperation(() => {
      if (nfd === undefined) flushFolder(nodeFs.realPath(node));
      else fsyncSync(nfd);
      return 0;
    });
}
