import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

/** What a worker is asked; it answers the hash, or whether the text is the one the hash was made of. */
export type HashJob =
  { readonly text: string; readonly cost: number } | { readonly text: string; readonly hash: string };

// One job at a time, synchronously: this thread has nothing else to do.
parentPort?.on('message', (job: HashJob) => {
  parentPort?.postMessage(
    'hash' in job ? bcrypt.compareSync(job.text, job.hash) : bcrypt.hashSync(job.text, job.cost),
  );
});
