import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Job } from './backup-worker.ts';

// The compiler leaves URLs alone, so the thread takes the extension of this file: .ts in src, .js in dist.
const workerFile = new URL(`./backup-worker${extname(import.meta.url)}`, import.meta.url);

/** Adds a backup to a folder. The thread of the server goes on answering players. */
export async function addInThread(job: Job, signal: AbortSignal): Promise<void> {
  // Threads must not inherit flags of Node, such as --input-type or --inspect-brk.
  const worker = new Worker(workerFile, { workerData: job, execArgv: [] });
  const stop = () => worker.postMessage('stop');
  signal.addEventListener('abort', stop);
  try {
    // An error that ends the thread is thrown here.
    await once(worker, 'exit');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
