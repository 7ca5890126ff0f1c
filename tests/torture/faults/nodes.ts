import { onTwoNodes } from '../places.ts';
import type { Fault } from '../trial.ts';

export const withoutRedis: Fault = {
  title: 'Two nodes share a PostgreSQL and have no Redis',
  times: { full: 30, quick: 0 },
  run: (trial) => onTwoNodes(trial, () => ({ strike: () => Promise.resolve() }), { hasRedis: false }),
};
