import type { Config } from '../config/load.ts';
import { words } from '../words/index.ts';

export type NodeFaultReason = 'port_in_use' | 'not_permitted' | 'folder_unwritable' | 'secret_unsafe';

/** Why a server cannot start, in one sentence that says what to do. */
export class NodeFault extends Error {
  readonly reason: NodeFaultReason;

  constructor(reason: NodeFaultReason, sentence: string) {
    super(sentence);
    this.name = 'NodeFault';
    this.reason = reason;
  }
}

/** The fault that an error of the operating system comes to; any other error stays as it is. */
export function startFault(error: unknown, { host, port, dataDir }: Config): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'EADDRINUSE') return new NodeFault('port_in_use', words.server.start.portInUse(port));
  if ('syscall' in error && error.syscall === 'listen')
    return new NodeFault('not_permitted', words.server.start.portNotPermitted(host, port));
  return folderCodes.has(error.code) ? folderFault(dataDir, error.code) : error;
}

/** How the data folder refuses the file of the secret; the storage has faults of its own for the rest. */
const folderCodes: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC']);

export function folderFault(dataDir: string, code: unknown): NodeFault {
  return new NodeFault('folder_unwritable', words.server.start.folderUnwritable(dataDir, String(code)));
}
