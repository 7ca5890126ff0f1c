import type { Config } from '../config/load.ts';
import { words } from '../words/index.ts';

export type NodeFaultReason =
  | 'port_in_use'
  | 'not_permitted'
  | 'certificate_unusable'
  | 'folder_unwritable'
  | 'secret_unsafe'
  | 'backup_unwritable';

/** The reason why a server cannot start. The message is one sentence that says what to do. */
export class NodeFault extends Error {
  readonly reason: NodeFaultReason;

  constructor(reason: NodeFaultReason, sentence: string) {
    super(sentence);
    this.name = 'NodeFault';
    this.reason = reason;
  }
}

/** Turns an error of the operating system into a fault with a sentence. Other errors stay as they are. */
export function startFault(error: unknown, { host, port, dataDir }: Config): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code === 'EADDRINUSE') return new NodeFault('port_in_use', words.server.start.portInUse(port));
  if ('syscall' in error && error.syscall === 'listen')
    return new NodeFault('not_permitted', words.server.start.portNotPermitted(host, port));
  return folderCodes.has(error.code) ? folderFault(dataDir, error.code) : error;
}

/**
 * Errors when the file of the secret cannot be written. The storage has its own faults for everything else.
 */
const folderCodes: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC']);

export function folderFault(dataDir: string, code: unknown): NodeFault {
  return new NodeFault('folder_unwritable', words.server.start.folderUnwritable(dataDir, String(code)));
}
