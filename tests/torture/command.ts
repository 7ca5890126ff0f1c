import { once } from 'node:events';
import { program, spawnLimited } from './server.ts';

/** How a command of `whist` ended. */
export interface Ending {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  /** The command is stuck after so long, and is killed. */
  readonly within?: number; // ms
  /** It may have so many files and sockets open. */
  readonly handles?: number;
  /** Ends the command with SIGTERM when its standard output has this. */
  readonly until?: string;
}

/** Runs a command of the built program to its end. */
export async function runWhist(
  args: readonly string[],
  { within = 60_000, handles, until }: Running = {},
): Promise<Ending> {
  const child = spawnLimited([process.execPath, program, ...args], handles);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    const before = stdout;
    stdout += data.toString('utf8');
    // A second signal would end it at once.
    if (until !== undefined && stdout.includes(until) && !before.includes(until)) child.kill('SIGTERM');
  });
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString('utf8')));
  const stuck = setTimeout(() => child.kill('SIGKILL'), within);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(stuck);
  return { code, stdout, stderr };
}

/** The lines of a stack trace, and the words in which a runtime reports a bug. */
const bug = /^\s+at .+:\d+|Aborted\(|RuntimeError|TypeError|unreachable|UnhandledPromise/m;

/**
 * The fault in how a command ended: it should have one of these exit codes, and a person should be told in a sentence.
 * Null if there is none.
 */
export function faultOf({ code, stdout, stderr }: Ending, expected: readonly number[]): string | null {
  const said = `${stdout}${stderr}`.trim();
  if (code === null) return `a command had to be killed: ${said}`;
  if (bug.test(said)) return `a command ended with ${code} and a stack trace: ${said}`;
  if (!expected.includes(code)) return `a command ended with ${code}: ${said}`;
  return code !== 0 && !said.includes('.') ? `a command ended with ${code} and no sentence` : null;
}
