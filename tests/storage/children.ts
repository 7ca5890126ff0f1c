import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const started: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map(kill));
});

/**
 * Runs a program of this folder in another process until the end of the test. Resolves with its first line,
 * which is JSON.
 */
export async function startChild(
  program: string,
  ...args: string[]
): Promise<{ readonly child: ChildProcess; readonly said: unknown }> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  for await (const line of createInterface(child.stdout)) return { child, said: JSON.parse(line) };
  throw new Error(`${program} ended without a word`);
}

/** Ends a child as a power cut would. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
