import { freePort } from '../../support/port.ts';
import { createDice } from '../dice.ts';
import { changedRows, gatherBystanders, rowsAbout } from '../input/bystanders.ts';
import { errorsIn, foreignEntries, gamesKnown, growth, waits } from '../input/control.ts';
import { openCrowd } from '../input/crowd.ts';
import { openParty, type Party } from '../input/party.ts';
import { register } from '../accounts.ts';
import { tryFrames, tryRequest } from '../input/raw.ts';
import { startServer } from '../server.ts';
import { struck, type Fault, type Findings, type Trial } from '../trial.ts';
import { openWorld, serversOf } from '../world.ts';

/** The address of the people who send nonsense. The players come from another one, because limits count addresses. */
const from = '127.0.0.2';
/** So many frames are sent between two looks at the tables. */
const batch = 5_000;
/** So many broken promises are told. */
const mostFaults = 50;

interface Throwing {
  readonly hasLimits: boolean;
}

/** People of every role send frames while four people play and four others have gone home. */
async function throwFrames(trial: Trial, { hasLimits }: Throwing): Promise<Findings> {
  const world = await openWorld(trial.folder, { nodes: 1, hasRedis: false, hasLimits });
  const { postgres } = world;
  const servers = serversOf(world);
  const url = servers[0]?.url() ?? '';
  const crowd = await openCrowd(postgres.url());
  try {
    const { ids, known } = await gatherBystanders(crowd, url);
    const before = await rowsAbout(postgres, ids);
    let party: Party | null = null;
    let began = Infinity;
    const times = Math.ceil(trial.times / batch);
    const findings = await struck(
      { ...trial, times },
      {
        servers,
        place: { databaseUrl: postgres.url() },
        tables: 1,
        pace: [0, 0],
        comesAndGoes: false,
        growth,
        async strike({ number, club }) {
          began = Math.min(began, performance.now());
          party ??= await openParty({ seed: trial.seed, crowd, url, from, tables: 4 });
          const ofTables = await gamesKnown(
            postgres,
            club.tables.flatMap(({ codes }) => codes.slice(-3)),
          );
          await party.speak(Math.min(batch, trial.times - number * batch), [known, ofTables]);
        },
        calm: () => Promise.resolve(party?.close()),
        inspect: async ({ witness, output }) => ({
          broken: [
            ...[...(party?.faults ?? [])].slice(0, mostFaults),
            ...changedRows(before, await rowsAbout(postgres, ids)),
            ...(await foreignEntries(postgres, witness)),
            ...errorsIn(output),
          ],
          notes: [outcomesOf(party), waits(witness, began)],
        }),
      },
    );
    return { ...findings, strikes: trial.times };
  } finally {
    await crowd.close();
    await world.close();
  }
}

function outcomesOf(party: Party | null): string {
  const outcomes = [...(party?.outcomes ?? [])].toSorted(([, a], [, b]) => b - a);
  return `${outcomes.reduce((sum, [, count]) => sum + count, 0)} answers: ${outcomes.map(([name, count]) => `${name} ${count}`).join(', ')}.`;
}

export const mutatedFrames: Fault = {
  title: 'Frames that are nearly right, from people of every role, without limits',
  times: { full: 1_000_000, quick: 20_000 },
  run: (trial) => throwFrames(trial, { hasLimits: false }),
};

export const limitedFrames: Fault = {
  title: 'Frames that are nearly right, from people of every role, with the usual limits',
  times: { full: 50_000, quick: 0 },
  run: (trial) => throwFrames(trial, { hasLimits: true }),
};

/** So many connections are open at once, fewer than an address may have. */
const connections = 24;

export const rawBytes: Fault = {
  title: 'Wrong bytes over TCP: frames of WebSockets and upgrades, with the usual limits',
  times: { full: 100_000, quick: 300 },
  run: sendBytes,
};

async function sendBytes(trial: Trial): Promise<Findings> {
  const dataDir = trial.folder;
  const server = await startServer({ dataDir, port: await freePort(), hasLimits: true });
  const dice = createDice(trial.seed);
  const faults: string[] = [];
  let began = Infinity;

  async function send(count: number): Promise<void> {
    let left = count;
    // Access tokens are good for a quarter of an hour.
    const [account] = await register(server.url, 1);
    const place = { port: server.port, from, accessToken: account?.accessToken ?? '' };
    async function go(): Promise<void> {
      while (left > 0) {
        const { sent, fault } = dice.chance(0.4)
          ? await tryRequest(place, dice)
          : await tryFrames(place, dice);
        left -= sent;
        if (fault !== null) faults.push(fault);
      }
    }
    await Promise.all(Array.from({ length: connections }, go));
  }

  const findings = await struck(
    { ...trial, times: Math.ceil(trial.times / batch) },
    {
      servers: [server],
      place: { dataDir },
      tables: 1,
      pace: [0, 0],
      comesAndGoes: false,
      growth,
      strike({ number }) {
        began = Math.min(began, performance.now());
        return send(Math.min(batch, trial.times - number * batch));
      },
      inspect: ({ witness, output }) =>
        Promise.resolve({
          broken: [...faults.slice(0, mostFaults), ...errorsIn(output)],
          notes: [waits(witness, began)],
        }),
    },
  );
  return { ...findings, strikes: trial.times };
}
