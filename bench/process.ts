import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in its own process. Its first line of output has these fields. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a script that prints `{"event":"listening","url":…}`, and waits for that line. */
export async function startServer(
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Served> {
  const path = new URL(`../${script}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const { event, url } = JSON.parse(line) as { event: string; url: string };
      if (event === 'listening') resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
