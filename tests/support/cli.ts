import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { inject } from 'vitest';
import { expectShapes } from './shapes.ts';

export const { program } = inject('templates');

/** Without optimising its code the embedded database starts in two thirds of the time; no test runs long enough to need more. */
export const quick = '--liftoff-only';

/**
 * The flags of Node for a command that may open the embedded database. Others have none: with any flag Node does not
 * trust the compiled code of its own modules, and each start takes a tenth of a second more.
 */
export function flagsOf(args: readonly string[], env: Readonly<Record<string, string>>): readonly string[] {
  const isNamed = (name: string) => (env[name] ?? '') !== '';
  const isElsewhere = isNamed('WHIST_SERVER') || isNamed('WHIST_DATABASE_URL');
  return isElsewhere || args.some((arg) => /^--(server|database-url)/.test(arg)) ? [] : [quick];
}

/** The folder in which a process writes which of its lines ran, while `npm run coverage` runs the tests. */
const folder = process.env['WHIST_TEST_COVERAGE'];
const measured: Record<string, string> = folder === undefined ? {} : { NODE_V8_COVERAGE: folder };

/** Processes of one run share their compiled code. Code from a cache would count no lines. */
const compiled: Record<string, string> =
  folder === undefined ? { NODE_COMPILE_CACHE: join(dirname(program), 'compiled') } : {};

/** A command that takes longer is stuck. */
const endsWithin = 40_000; // ms

/** The folders of one person or one server. */
export interface Home {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell counts: after a signal it is 128 plus the number of the signal. */
  readonly exitCode: number;
}

export interface Running {
  readonly pid: number;
  readonly stdin: Writable;
  /** Resolves with the first line of standard output that `look` accepts; rejects when the program ends before. */
  line(look: (line: string) => boolean): Promise<string>;
  /** The same for standard error. */
  note(look: (line: string) => boolean): Promise<string>;
  /** Reads no more of standard output. */
  closeStdout(): void;
  kill(signal: 'SIGHUP' | 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  readonly ended: Promise<Ended>;
}

interface Surroundings {
  readonly home: Home;
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly node?: readonly string[];
  /** Another main module than that of the built program. */
  readonly main?: string;
}

/** Makes a home with nothing in it. */
export async function makeHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'whist-cli-'));
  return {
    folder,
    env: {
      ...compiled,
      // Flushing takes time, and no test but those of tests/power cuts the power.
      WHIST_DURABILITY: 'relaxed',
      HOME: folder,
      PATH: process.env['PATH'] ?? '',
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts the real program in another process, without a terminal. */
export function start(
  args: readonly string[],
  { home, env = {}, node = [], main = program }: Surroundings,
): Running {
  const all = { ...home.env, ...measured, ...env };
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [...flagsOf(args, all), ...node, main, ...args],
    { env: all, stdio: 'pipe' },
  );
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  const outcome = Promise.withResolvers<Ended>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of watchers) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const look of watchers) look();
  });
  // A program that has ended does not read its input.
  child.stdin.on('error', () => undefined);
  child.on('error', outcome.reject);
  child.on('close', (code, signal) => {
    const exitCode = code ?? { SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }[String(signal)] ?? -1;
    outcome.resolve({ stdout, stderr, exitCode });
  });
  const lineOf = (text: () => string) => (look: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        const found = text().split('\n').slice(0, -1).find(look);
        if (found === undefined) return;
        watchers.delete(check);
        resolve(found);
      };
      watchers.add(check);
      void outcome.promise.then(({ exitCode }) =>
        reject(new Error(`whist ${args.join(' ')} ended with ${exitCode}: ${stdout}${stderr}`)),
      );
      check();
    });
  return {
    pid: child.pid ?? 0,
    stdin: child.stdin,
    line: lineOf(() => stdout),
    note: lineOf(() => stderr),
    closeStdout: () => child.stdout.destroy(),
    kill: (signal) => child.kill(signal),
    ended: outcome.promise,
  };
}

/** Runs a command to its end. */
export async function whist(
  args: readonly string[],
  { input = '', ...surroundings }: Surroundings & { readonly input?: string },
): Promise<Ended> {
  const running = start(args, surroundings);
  const stuck = setTimeout(() => running.kill('SIGKILL'), endsWithin);
  running.stdin.end(input);
  try {
    const ended = await running.ended;
    expectShapes(args, ended.stdout);
    return ended;
  } finally {
    clearTimeout(stuck);
  }
}

export interface Hosting extends Running {
  /** The first line it wrote. */
  readonly listening: { readonly url: string; readonly port: number; readonly [name: string]: unknown };
  stop(): Promise<Ended>;
}

/** Starts a server on any free port, and resolves when it listens. An empty home gets a migrated database. */
export async function startWhist(args: readonly string[], surroundings: Surroundings): Promise<Hosting> {
  const dataDir = join(surroundings.home.folder, 'data', 'whist');
  if (!existsSync(dataDir)) await cp(inject('templates').dataDir, dataDir, { recursive: true });
  const running = start(['serve', '--json', '--port', '0', ...args], surroundings);
  const first = await running.line(() => true);
  expectShapes(['serve', '--json'], first);
  const listening = JSON.parse(first) as Hosting['listening'];
  return {
    ...running,
    listening,
    stop() {
      running.kill('SIGTERM');
      return running.ended;
    },
  };
}

/** The error of a command that was given --json and failed. */
export function failure({ stdout }: Ended): { readonly reason: string; readonly message: string } {
  return (JSON.parse(stdout) as { error: { reason: string; message: string } }).error;
}
