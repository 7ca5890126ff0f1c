import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { thisMachine } from '../../bench/machine.ts';
import * as backups from './faults/backups.ts';
import * as disk from './faults/disk.ts';
import * as embedded from './faults/embedded.ts';
import * as folders from './faults/folders.ts';
import * as handles from './faults/handles.ts';
import * as inputs from './faults/inputs.ts';
import * as lines from './faults/lines.ts';
import * as nodes from './faults/nodes.ts';
import * as power from './faults/power.ts';
import { sequences } from './faults/sequences.ts';
import { storms } from './faults/storms.ts';
import type { Entry, Results } from './report.ts';
import { fewTables, usualTables, type Fault, type Findings } from './trial.ts';
import { writeReliability } from './write.ts';

/** In the order of the report. */
const faults: Readonly<Record<string, Fault>> = {
  ...embedded,
  ...power,
  ...disk,
  ...folders,
  ...handles,
  ...backups,
  ...storms,
  ...nodes,
  ...lines,
  ...inputs,
  sequences,
};

const usage = `npm run torture [fault …] [-- [--quick] [--seed 1] [--times 30] [--json] [--write]]

Faults: ${Object.keys(faults).join(', ')}; by default all of them.
--quick  strikes a few faults a few times
--seed   other dice
--times  strikes each fault so often
--json   prints JSON in place of lines
--write  writes the findings into docs/reliability.md`;

interface Wishes {
  readonly quick: boolean;
  readonly seed: number;
  /** Null for the times of each fault. */
  readonly times: number | null;
}

/** Strikes some or all faults at the built program. Exits with 1 if a promise was broken. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      times: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const names = positionals.length > 0 ? positionals : Object.keys(faults);
  const wishes = {
    quick: values.quick,
    seed: Number(values.seed),
    times: values.times === undefined ? null : Number(values.times),
  };
  const isWrong = names.some((name) => !faults[name]) || !Number.isInteger(wishes.seed);
  if (isWrong || !(wishes.times === null || wishes.times > 0)) {
    console.error(usage);
    process.exit(2);
  }
  const root = new URL('../..', import.meta.url);
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: ['ignore', 2, 2] });
  const machine = await thisMachine();
  let broken = 0;
  for (const [name, fault] of Object.entries(faults)) {
    if (!names.includes(name)) continue;
    const findings = await strike(fault, wishes);
    if (!findings) continue;
    broken += findings.broken.length;
    const entry = {
      title: fault.title,
      ...findings,
      seed: wishes.seed,
      machine,
      date: new Date().toISOString(),
    };
    if (values.json) console.log(JSON.stringify({ name, ...entry }));
    else console.log(entryText(name, entry));
    // After each one, so that a failure of a later one loses nothing.
    if (values.write) await write({ [name]: entry });
  }
  process.exit(broken > 0 ? 1 : 0);
}

/** Null if a quick run leaves the fault out. */
async function strike(fault: Fault, { quick, seed, times: wished }: Wishes): Promise<Findings | null> {
  const times = wished ?? fault.times[quick ? 'quick' : 'full'];
  if (times === 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'whist-torture-'));
  try {
    return await fault.run({ seed, times, folder, tables: quick ? fewTables : usualTables });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function entryText(name: string, { strikes, acknowledged, seconds, broken, notes = [] }: Entry): string {
  const counts = `${strikes} strikes, ${acknowledged} answers, ${Math.round(seconds)} s`;
  return [`${name}: ${counts}, ${broken.length} broken promises`, ...notes, ...broken].join('\n  ');
}

/** Puts these findings in place of the old ones, in the order of the faults. */
function write(found: Results): Promise<void> {
  return writeReliability((before) => {
    const all = { ...before.torture, ...found };
    const torture = Object.fromEntries(
      Object.keys(faults).flatMap((name) => (all[name] ? [[name, all[name]] as const] : [])),
    );
    return { ...before, torture };
  });
}

await main();
