import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { freePort } from '../../support/port.ts';
import { startServer } from '../server.ts';
import { struck, type Fault } from '../trial.ts';

/** More than the embedded database needs, and less than the strangers take. */
const handles = 256;

export const noHandles: Fault = {
  title: 'Strangers open 300 connections that say nothing to a server with 256 handles, embedded database',
  times: { full: 30, quick: 0 },
  async run(trial) {
    const dataDir = trial.folder;
    const server = await startServer({ dataDir, port: await freePort(), handles });
    const strangers = new Set<Socket>();
    const leave = () => {
      for (const stranger of strangers) stranger.destroy();
      strangers.clear();
    };
    return struck(trial, {
      servers: [server],
      place: { dataDir },
      async strike({ dice, club }) {
        for (let n = 0; n < 300; n += 1) {
          const stranger = connect(server.port, '127.0.0.1');
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
    });
  },
};
