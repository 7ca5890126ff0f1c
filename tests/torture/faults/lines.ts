import { setTimeout as pause } from 'node:timers/promises';
import { silentFor } from '../../../src/client/socket.ts';
import { startProxy, type Proxy } from '../proxy.ts';
import { onTwoNodes, type Plan } from '../places.ts';
import type { Fault, Findings, Trial } from '../trial.ts';
import { serversOf } from '../world.ts';

/** Two nodes, with a line of its own for each player. */
async function withLines(trial: Trial, plan: (lines: readonly Proxy[]) => Plan): Promise<Findings> {
  const lines: Proxy[] = [];
  try {
    return await onTwoNodes(trial, async (world) => {
      const servers = serversOf(world);
      for (let i = 0; i < trial.tables * 4; i += 1) lines.push(await startProxy(servers[i % 2]?.port ?? 0));
      return {
        seatsAt: (table) =>
          lines.slice(table * 4, table * 4 + 4).map(
            ({ port }) =>
              () =>
                `ws://127.0.0.1:${port}/ws`,
          ),
        ...plan(lines),
      };
    });
  } finally {
    for (const line of lines) await line.close();
  }
}

/** Cuts one line after the other; each works again after so many seconds. The host keeps their line. */
const cutFor = (seconds: number, how: 'cut' | 'silence', title: string): Fault => ({
  title,
  times: { full: 30, quick: 0 },
  run: (trial) =>
    withLines(trial, (lines) => {
      const works: Promise<void>[] = [];
      const ofOthers = lines.filter((_, i) => i % 4 > 0);
      return {
        pace: [0, 1],
        async strike({ number, dice }) {
          const line = ofOthers[number % ofOthers.length];
          line?.[how]();
          works.push(pause(seconds * 1000).then(() => line?.mend()));
          await pause(dice.roll() * 300);
        },
        async calm() {
          await Promise.all(works);
          // A terminal that acts no more learns only by silence that its line is half-open.
          if (how === 'silence') await pause(silentFor);
        },
      };
    }),
});

export const cut5 = cutFor(5, 'cut', 'The network of a player is cut for 5 seconds');
export const cut59 = cutFor(
  59,
  'cut',
  'The network of a player is cut for 59 seconds, just less than the grace',
);
export const cut61 = cutFor(
  61,
  'cut',
  'The network of a player is cut for 61 seconds, just more than the grace',
);
export const halfOpen = cutFor(
  30,
  'silence',
  'The connection of a player is half-open: neither side is told that it is lost',
);

export const harmedFrames: Fault = {
  title: 'Every tenth frame arrives twice, and every tenth up to 200 ms late, after later ones',
  times: { full: 30, quick: 0 },
  run: (trial) =>
    withLines(trial, () => ({
      harm: { twice: 0.1, late: 0.1, lateBy: 200 },
      pace: [20, 200],
      strike: () => Promise.resolve(),
    })),
};

export const slowReaders: Fault = {
  title: 'Terminals read nothing for up to ten seconds',
  times: { full: 30, quick: 0 },
  run: (trial) =>
    withLines(trial, () => ({
      async strike({ dice, club }) {
        const { terminals } = dice.of(club.tables);
        const line = await dice.of(terminals).line();
        line?.deafen(dice.roll() * 10_000);
      },
      calm: () => pause(10_000),
    })),
};

export const twoTerminals: Fault = {
  title: 'A second terminal of a player joins and acts at the same moment as the first',
  times: { full: 30, quick: 0 },
  run: (trial) =>
    withLines(trial, () => ({
      async strike({ dice, club }) {
        const { double, codes } = dice.of(club.tables);
        const terminal = double(dice.between(0, 3));
        const code = codes.at(-1) ?? '';
        // The player sits already, so that this is no change of the room.
        await terminal.ask('room.join', { code, updates: 'events' });
        for (const method of ['auction.pass', 'trick.claim', 'round.next'])
          await terminal.command(method, { code });
        await terminal.close();
      },
    })),
};
