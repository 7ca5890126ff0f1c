import { setTimeout as pause } from 'node:timers/promises';
import { onOneServer } from '../places.ts';
import type { Fault } from '../trial.ts';

const embedded = (
  title: string,
  { signal, times }: { readonly signal: 'SIGTERM' | 'SIGKILL'; readonly times: Fault['times'] },
): Fault => ({
  title: `${title}, embedded database`,
  times,
  run: (trial) =>
    onOneServer(trial, (server) => ({
      async strike({ dice }) {
        await pause(dice.roll() * 20);
        await server.end(signal);
        await server.start();
      },
    })),
});

export const embeddedKilled = embedded('The server is killed with -9', {
  signal: 'SIGKILL',
  times: { full: 100, quick: 1 },
});

export const embeddedStopped = embedded('The server is stopped with SIGTERM', {
  signal: 'SIGTERM',
  times: { full: 30, quick: 0 },
});
