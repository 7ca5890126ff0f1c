import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePlace } from '../../src/storage/database/open.ts';
import { judge, type Verdict } from './checks.ts';
import { openClub, type Club, type ClubOptions, type Witness } from './club.ts';
import { createDice, type Dice } from './dice.ts';
import { errorsIn } from './input/control.ts';
import { resourcesOf, type Server } from './server.ts';

/** How a fault is struck. */
export interface Trial {
  readonly seed: number;
  /** How often. */
  readonly times: number;
  /** How many tables play, if the fault asks for no other number. */
  readonly tables: number;
  /** A folder that is removed afterwards. */
  readonly folder: string;
}

/** The outcome of a trial. */
export interface Findings extends Verdict {
  readonly strikes: number;
  /** Changes that were answered. */
  readonly answers: number;
  readonly seconds: number;
  /** Sentences for the report. */
  readonly notes?: readonly string[];
}

/** A row of the report. */
export interface Fault {
  readonly title: string;
  /** How often it is struck in a full run, and in a quick one. */
  readonly times: { readonly full: number; readonly quick: number };
  run(trial: Trial): Promise<Findings>;
}

/** The moment of a strike. */
export interface Strike {
  /** From 0. */
  readonly number: number;
  readonly dice: Dice;
  readonly club: Club;
  /** Notes a promise that this strike has shown to be broken. */
  breaks(promise: string): void;
}

export interface Struck extends Pick<ClubOptions, 'harm' | 'comesAndGoes'> {
  readonly servers: readonly Server[];
  readonly place: DatabasePlace;
  readonly tables?: number | undefined;
  /** Where the players connect, if not at the servers themselves. */
  readonly seatsAt?: ClubOptions['seatsAt'];
  /** At least and at most so many answers come between two strikes. */
  readonly pace?: readonly [number, number];
  strike(at: Strike): Promise<unknown>;
  /** How much more memory the servers may have at the end than at the beginning, in MiB. */
  readonly growth?: number;
  /** Looks at everything that was seen, when the servers have stopped. */
  readonly inspect?: (seen: {
    readonly witness: Witness;
    /** Everything that the servers have written. */
    readonly output: string;
  }) => Promise<Pick<Findings, 'notes' | 'broken'>>;
  /** Waits until everything works again. */
  readonly calm?: () => Promise<unknown>;
}

/** The tables of a full run, and those of a quick one. */
export const usualTables = 10;
export const fewTables = 2;

/** Strikes servers under load, lets them come back, stops them, and compares everything. */
export async function struck(trial: Trial, options: Struck): Promise<Findings> {
  try {
    return await strikeAndCompare(trial, options);
  } catch (cause) {
    const told = options.servers.flatMap((server) => errorsIn(server.output()).slice(0, 3));
    throw new Error(['the trial did not come to its end', ...told].join('\n  '), { cause });
  }
}

async function strikeAndCompare(trial: Trial, options: Struck): Promise<Findings> {
  const { servers, place, tables = trial.tables, pace = [1, 200], strike, calm } = options;
  const started = performance.now();
  const dice = createDice(trial.seed);
  const urls = servers.map(({ url }) => url);
  const { harm, comesAndGoes, seatsAt = () => urls } = options;
  const club = await openClub({ seed: trial.seed, tables, servers: urls, seatsAt, harm, comesAndGoes });
  await club.answered(tables * 10);
  const broken: string[] = [];
  const breaks = (promise: string) => void broken.push(promise);
  const before = servers.map(stateOf);
  for (let number = 0; number < trial.times; number += 1) {
    await club.answered(dice.between(...pace));
    await strike({ number, dice, club, breaks });
  }
  await calm?.();
  await club.answered(tables * 10);
  const answers = club.answers();
  const witness = await club.end();
  for (const [i, server] of servers.entries()) {
    broken.push(...(await brokenResources(server, { before: before[i], growth: options.growth })));
    const code = await server.end('SIGTERM');
    if (code !== 143) broken.push(`a server ended with ${code} when it was asked to stop`);
    broken.push(...(await toldSecrets(server, witness.secrets)));
  }
  const verdict = await judge(place, witness);
  const output = servers.map((server) => server.output()).join('');
  const seen = await options.inspect?.({ witness, output });
  if (seen) broken.push(...seen.broken);
  return {
    ...verdict,
    ...(seen?.notes && { notes: seen.notes }),
    strikes: trial.times,
    answers,
    seconds: (performance.now() - started) / 1000,
    broken: [...verdict.broken, ...broken],
  };
}

/** Repeats something at which nobody plays, and adds up what was found. */
export async function repeated(
  { seed, times }: Trial,
  strike: (
    at: Pick<Strike, 'number' | 'dice' | 'breaks'>,
  ) => Promise<Pick<Verdict, 'acknowledged' | 'games'>>,
): Promise<Findings> {
  const started = performance.now();
  const dice = createDice(seed);
  const broken: string[] = [];
  const sums = { acknowledged: 0, games: 0 };
  for (let number = 0; number < times; number += 1) {
    const found = await strike({ number, dice, breaks: (promise) => void broken.push(promise) });
    sums.acknowledged += found.acknowledged;
    sums.games += found.games;
  }
  const seconds = (performance.now() - started) / 1000;
  return { ...sums, answers: sums.acknowledged, refused: 0, strikes: times, seconds, broken };
}

const stateOf = ({ pid }: Server) => ({ pid: pid(), ...resourcesOf(pid()) });

/**
 * A busy server may have so much more memory than a new one. It seldom collects: without any fault it goes from 140 up
 * to 330 MiB and back in 14,000 answers.
 */
const usualGrowth = 250; // MiB

/** When the last player has left, a server has no more handles than at the beginning, and not much more memory. */
async function brokenResources(
  server: Server,
  {
    before,
    growth = usualGrowth,
  }: { readonly before: ReturnType<typeof stateOf> | undefined; readonly growth: number | undefined },
): Promise<string[]> {
  // After another start it has nothing of before.
  if (before?.pid !== server.pid()) return [];
  for (const end = performance.now() + 30_000; ; await pause(200)) {
    const { handles, memory } = stateOf(server);
    if (handles <= before.handles && memory <= before.memory + growth) return [];
    if (performance.now() > end)
      return [
        `a server had ${before.handles} handles and ${before.memory} MiB, and has ${handles} and ${memory} MiB now`,
      ];
  }
}

/** Counts the words in the output that nobody may see. */
async function toldSecrets({ output, dataDir }: Server, secrets: readonly string[]): Promise<string[]> {
  const text = output();
  const own = await readFile(join(dataDir, 'jwt-secret'), 'utf8');
  const told = [...secrets, own.trim()].filter((secret) => text.includes(secret)).length;
  return told > 0 ? [`${told} passwords, tokens or secrets stand in the output of a server`] : [];
}
