import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { onOneServer, type Plan } from '../places.ts';
import type { Server } from '../server.ts';
import type { Fault } from '../trial.ts';

/** More than the embedded database needs, and less than the strangers take. */
const handles = 256;

export const noHandles: Fault = {
  title: 'Strangers open 300 connections that say nothing to a server with 256 handles, embedded database',
  times: { full: 30, quick: 0 },
  run: (trial) => onOneServer(trial, withStrangers, { handles }),
};

function withStrangers({ port }: Server): Plan {
  const strangers = new Set<Socket>();
  const leave = () => {
    for (const stranger of strangers) stranger.destroy();
    strangers.clear();
  };
  return {
    async strike({ dice, club }) {
      for (let n = 0; n < 300; n += 1) {
        const stranger = connect(port, '127.0.0.1');
        stranger.on('error', () => undefined);
        stranger.on('close', () => strangers.delete(stranger));
        strangers.add(stranger);
      }
      // Two players lose their lines and connect again, beside the strangers.
      for (const seat of [1, 2]) (await dice.of(club.tables).terminals[seat]?.line())?.cut();
      await club.answered(100);
      if (dice.chance(0.5)) leave();
    },
    async calm() {
      leave();
      await Promise.all([...strangers].map((stranger) => once(stranger, 'close')));
    },
  };
}
