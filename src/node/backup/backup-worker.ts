import { parentPort, workerData } from 'node:worker_threads';
import { addBackup, type Series } from './folder.ts';
import type { Place } from './make.ts';

/** The work of the thread, as it is handed over. */
export interface Job {
  readonly place: Place;
  readonly series: Series;
}

/** Makes one backup in a thread of its own. Any message ends it. */
const { place, series } = workerData as Job;
const stopped = new AbortController();
parentPort?.once('message', () => stopped.abort());
parentPort?.unref();
await addBackup(place, series, { signal: stopped.signal });
