import type { Blow } from '../blows/blow.ts';
import * as postgres from '../blows/postgres.ts';
import * as redis from '../blows/redis.ts';
import * as servers from '../blows/servers.ts';
import { onTwoNodes } from '../places.ts';
import type { Fault } from '../trial.ts';

const blows: Readonly<Record<string, Blow>> = { ...servers, ...redis, ...postgres };

function fault(
  title: string,
  { times, nextBlow }: Pick<Fault, 'times'> & { nextBlow(number: number): Blow },
): Fault {
  return {
    title,
    times,
    run: (trial) =>
      onTwoNodes(trial, (world) => ({
        strike: ({ number, dice }) => nextBlow(number).strike(world, dice),
      })),
  };
}

/** One fault for each blow, and one for all of them in turn. */
export const storms: Readonly<Record<string, Fault>> = {
  ...Object.fromEntries(
    Object.entries(blows).map(([name, blow]) => [
      name,
      fault(blow.title, { times: { full: 30, quick: 0 }, nextBlow: () => blow }),
    ]),
  ),
  storm: fault('All of these in turn', {
    times: { full: 60, quick: 4 },
    nextBlow(number) {
      const all = Object.values(blows);
      return all[number % all.length] ?? servers.killed;
    },
  }),
};
