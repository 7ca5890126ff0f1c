import fc from 'fast-check';
import { openCrowd } from '../input/crowd.ts';
import { errorsIn, growth } from '../input/control.ts';
import { playSequence } from '../sequences/run.ts';
import { sequence } from '../sequences/wishes.ts';
import { struck, type Fault, type Findings, type Trial } from '../trial.ts';
import { openWorld, serversOf } from '../world.ts';

/** So many sequences are played at the same time. */
const atOnce = 10;
const shrinksFor = 60_000; // ms

export const sequences: Fault = {
  title: 'Sequences of requests of six people, many at the same moment, compared with a model',
  times: { full: 5_000, quick: 0 },
  run: playSequences,
};

async function playSequences(trial: Trial): Promise<Findings> {
  const world = await openWorld(trial.folder, { nodes: 1, hasRedis: false });
  const servers = serversOf(world);
  const crowd = await openCrowd(world.postgres.url());
  const counts = { accepted: 0, refused: 0 };
  const each = Math.ceil(trial.times / atOnce);
  const failed: string[] = [];

  async function check(seed: number): Promise<void> {
    const url = servers[0]?.url() ?? '';
    const onAnswer = (isAccepted: boolean) => void (counts[isAccepted ? 'accepted' : 'refused'] += 1);
    const play = fc.asyncProperty(sequence, (steps) => playSequence({ crowd, url, onAnswer }, steps));
    const first = await fc.check(play, { numRuns: each, seed, endOnFailure: true });
    if (!first.failed) return;
    const path = first.counterexamplePath ?? '';
    // Few steps are easier to understand. If the shorter ones do not fail again, the first failure counts.
    const found = await fc.check(play, { seed, path, interruptAfterTimeLimit: shrinksFor });
    const { counterexamplePath, errorInstance } = found.failed && found.errorInstance ? found : first;
    failed.push(`seed ${seed}, path ${counterexamplePath}: ${String(errorInstance)}`);
  }

  try {
    const findings = await struck(
      { ...trial, times: 1 },
      {
        servers,
        place: { databaseUrl: world.postgres.url() },
        tables: 0,
        pace: [0, 0],
        comesAndGoes: false,
        growth,
        strike: () => Promise.all(Array.from({ length: atOnce }, (_, i) => check(trial.seed * 1_000 + i))),
        inspect: ({ output }) => Promise.resolve({ broken: [...failed, ...errorsIn(output)] }),
      },
    );
    return { ...findings, acknowledged: counts.accepted, refused: counts.refused, strikes: each * atOnce };
  } finally {
    await crowd.close();
    await world.close();
  }
}
