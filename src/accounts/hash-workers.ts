import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HashJob } from './hash-worker.ts';

// The compiler leaves URLs alone, so the worker takes the extension of this file: .ts in src, .js in dist.
const workerFile = new URL(`./hash-worker${extname(import.meta.url)}`, import.meta.url);

interface Task {
  readonly job: HashJob;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (cause: Error) => void;
}

export interface HashWorkers {
  /** The answer of a worker, or null if too many jobs are waiting or the workers have been closed. */
  run(job: HashJob): Promise<unknown>;
  /** Ends the workers. Jobs that are not done yet get null. */
  close(): Promise<void>;
}

/**
 * At most `size` threads, started when there is work for them, and at most `waiting` jobs in line. Idle threads
 * do not keep the process alive.
 */
export function createHashWorkers({ size, waiting }: { size: number; waiting: number }): HashWorkers {
  const workers = new Set<Worker>();
  const idle: Worker[] = [];
  const busy = new Map<Worker, Task>();
  const queue: Task[] = [];
  let closed = false;

  function start(): Worker {
    // Threads must not inherit flags of Node, such as --input-type or --inspect-brk.
    const worker = new Worker(workerFile, { execArgv: [] });
    workers.add(worker);
    worker.on('message', (answer) => {
      const task = busy.get(worker);
      busy.delete(worker);
      worker.unref();
      idle.push(worker);
      task?.resolve(answer);
      next();
    });
    // A thread that failed is not used again. Its job fails, and the next job starts a new thread.
    worker.on('error', (cause) => {
      workers.delete(worker);
      const task = busy.get(worker);
      busy.delete(worker);
      task?.reject(new Error('A password could not be hashed.', { cause }));
      next();
    });
    return worker;
  }

  function next(): void {
    while (queue.length > 0 && !closed) {
      const worker = idle.pop() ?? (workers.size < size ? start() : undefined);
      const task = worker && queue.shift();
      if (!task) return;
      busy.set(worker, task);
      worker.ref();
      worker.postMessage(task.job);
    }
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed || queue.length >= waiting) return resolve(null);
        queue.push({ job, resolve, reject });
        next();
      }),
    close: async () => {
      closed = true;
      for (const task of [...busy.values(), ...queue.splice(0)]) task.resolve(null);
      busy.clear();
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}
