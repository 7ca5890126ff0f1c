import { spawn as spawnChild } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import type { RoomState } from '../src/protocol/index.ts';
import { createMigrated } from './database.ts';
import { plain, ratio, type Bench, type Figure } from './figure.ts';
import { inFolder, program, registerKeeper, serveWhist, type Env } from './process.ts';
import { inOrder, quantile } from './quantiles.ts';
import { call, logIn, registerFour } from './table.ts';

export const start: Bench = {
  title: 'Starting',
  how:
    'The time on the clock from the start of a process to its end; of `whist join` until a terminal of 80 columns shows ' +
    'the room; of `whist serve` until it says that it listens. The commands take turns, and the median of 15 counts (of ' +
    'servers: 7). The bound is `node -e 0`: Node that does nothing.',
  run: (scaled) =>
    inFolder(async (folder) => [
      ...(await commands(folder, scaled(15))),
      ...(await servers(folder, scaled(7))),
    ]),
};

/** Runs each task so many times, one after the other in turns, and answers their median times in ms. */
async function medians<Name extends string>(
  tasks: Readonly<Record<Name, () => Promise<number>>>,
  turns: number,
): Promise<Record<Name, number>> {
  const entries = Object.entries(tasks) as [Name, () => Promise<number>][];
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  // The first turn fills the caches of the system; it does not count.
  for (let turn = 0; turn <= turns; turn += 1)
    for (const [name, task] of entries) {
      const time = await task();
      if (turn > 0) times.get(name)?.push(time);
    }
  return Object.fromEntries(
    entries.map(([name]) => [name, quantile(inOrder(times.get(name) ?? []), 0.5)]),
  ) as Record<Name, number>;
}

async function commands(folder: string, turns: number): Promise<Figure[]> {
  const served = await serveWhist(join(folder, 'data'));
  try {
    const env = homeOf(join(folder, 'home'), served.url);
    const stranger = homeOf(join(folder, 'stranger'), served.url);
    await registerKeeper(env);
    const [token = ''] = await registerFour(served.url);
    const host = await logIn(served.url, token);
    const { code } = await call<RoomState>(host, 'room.create', { commandId: randomUUID() });
    const whist = (args: readonly string[], env: Env) => () => timeOf([program, ...args], { env });
    const times = await medians(
      {
        node: () => timeOf(['-e', '0'], { env }),
        version: whist(['--version'], env),
        whoami: whist(['whoami', '--json'], env),
        stranger: () => timeOf([program, 'whoami', '--json'], { env: stranger, ends: 77 }),
        stats: whist(['stats', '--json'], env),
        join: () => timeToScreen(['join', code], { env, text: code }),
      },
      turns,
    );
    const figure = (name: string, measured: number, atMost: number) =>
      ratio({ name, measured, bound: ['node -e 0', times.node], unit: 'ms', target: { atMost } });
    return [
      figure('whist --version', times.version, 2),
      figure('whist whoami --json, logged in', times.whoami, 4),
      figure('whist whoami --json, not logged in', times.stranger, 4),
      figure('whist stats --json', times.stats, 4),
      figure('whist join until the room is on the screen', times.join, 12),
    ];
  } finally {
    await served.stop();
  }
}

/** The surroundings of a person on this machine. Nothing else is set, so that only defaults are measured. */
const homeOf = (home: string, server: string): Env => ({
  HOME: home,
  PATH: process.env['PATH'] ?? '',
  TERM: 'xterm-256color',
  WHIST_SERVER: server,
});

/** The time of a process of Node from its start until it ends with this exit code, in ms. */
async function timeOf(
  args: readonly string[],
  { env, ends = 0 }: { readonly env: Env; readonly ends?: number },
): Promise<number> {
  const start = performance.now();
  const [code] = (await once(spawnChild(process.execPath, args, { env, stdio: 'ignore' }), 'exit')) as [
    number,
  ];
  const time = performance.now() - start;
  if (code !== ends) throw new Error(`${args.join(' ')} ended with ${code}`);
  return time;
}

/** The time from the start of a command until its terminal shows this text, in ms. */
function timeToScreen(
  args: readonly string[],
  { env, text }: { readonly env: Env; readonly text: string },
): Promise<number> {
  const start = performance.now();
  const pty = spawn(process.execPath, [program, ...args], { env: { ...env }, cols: 80, rows: 24 });
  let screen = '';
  return new Promise((resolve, reject) => {
    let time: number | null = null;
    pty.onData((data) => {
      screen += data;
      if (time !== null || !screen.includes(text)) return;
      time = performance.now() - start;
      pty.kill('SIGKILL');
    });
    // The next command starts when this one is gone.
    pty.onExit(() => (time === null ? reject(new Error(`no screen: ${screen}`)) : resolve(time)));
  });
}

async function servers(folder: string, turns: number): Promise<Figure[]> {
  const database = await createMigrated();
  let made = 0;
  const starting = async (dataDir: string, env: Env = {}) => {
    const start = performance.now();
    const served = await serveWhist(dataDir, env);
    const time = performance.now() - start;
    await served.stop();
    return time;
  };
  try {
    const times = await medians(
      {
        first: () => starting(join(folder, `first${(made += 1)}`)),
        again: () => starting(join(folder, 'first1')),
        postgresql: () => starting(join(folder, 'postgresql'), { WHIST_DATABASE_URL: database.url }),
      },
      turns,
    );
    const figure = (name: string, ms: number, atMost: number) =>
      plain({
        name: `whist serve until it listens, ${name}`,
        value: ms / 1000,
        unit: 's',
        target: { atMost },
      });
    return [
      figure('embedded database, first time', times.first, 1.5),
      figure('embedded database, again', times.again, 0.7),
      figure('PostgreSQL', times.postgresql, 0.5),
    ];
  } finally {
    await database.drop();
  }
}
