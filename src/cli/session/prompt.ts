import { readFile } from 'node:fs/promises';
import { createInterface as createLines } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { exitCodes, Failure } from '../exit.ts';

/** Whether a person can be asked. */
export function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** An answer that is on the command line already, or else asked for; without a terminal the flag to use is told. */
export async function answerOr(
  given: unknown,
  flag: string,
  question: string,
  fallback?: string,
): Promise<string> {
  if (typeof given === 'string') return given;
  if (!isInteractive()) throw missing(flag);
  const answer = await ask(fallback === undefined ? `${question}: ` : `${question} [${fallback}]: `);
  return answer || (fallback ?? '');
}

/**
 * A password: the first line of the file of `--password-file` (`-` is standard input), of standard input where
 * that is no terminal, or asked for without showing it. Never a flag, which others could read.
 */
export async function passwordOr(
  file: unknown,
  question = 'Password',
  flag = '--password-file',
): Promise<string> {
  if (typeof file === 'string' && file !== '-') return firstLine(await readPasswordFile(file));
  if (file === '-' || !process.stdin.isTTY) {
    const piped = await readFirstLine();
    if (piped === '') throw missing(flag);
    return piped;
  }
  return ask(`${question}: `, true);
}

async function ask(question: string, hidden = false): Promise<string> {
  // A password is not to be seen, so nothing that readline writes is shown, the question included.
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (hidden) process.stderr.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: hidden ? unseen : process.stderr,
    terminal: true,
  });
  const aborted = new AbortController();
  lines.once('SIGINT', () => aborted.abort());
  try {
    return (await lines.question(question, { signal: aborted.signal })).trim();
  } catch (error) {
    if (!aborted.signal.aborted) throw error;
    return process.exit(130);
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}

function missing(flag: string): Failure {
  return new Failure(exitCodes.usage, 'no_terminal', `There is no terminal to ask in; give ${flag}.`);
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Failure(exitCodes.badInput, 'unreadable', `The password file ${file} cannot be read.`, {
      cause: error,
    });
  }
}

/** Does not wait for the end of the input, which who holds it may never close. */
async function readFirstLine(): Promise<string> {
  try {
    for await (const line of createLines({ input: process.stdin })) return line;
    return '';
  } finally {
    process.stdin.destroy();
  }
}

function firstLine(content: string): string {
  return content.split(/\r?\n/, 1)[0] ?? '';
}
