import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

/** A job for a worker: to hash a text, or to check a text against a hash. */
export type HashJob =
  | { readonly text: string; readonly cost: number }
  | { readonly text: string; readonly hash: string };

// One job at a time, synchronously: this thread has nothing else to do.
parentPort?.on('message', (job: HashJob) => {
  parentPort?.postMessage(
    'hash' in job ? bcrypt.compareSync(job.text, job.hash) : bcrypt.hashSync(job.text, job.cost),
  );
});
