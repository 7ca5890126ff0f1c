import { readFile } from 'node:fs/promises';
import { createInterface as createLines } from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import { notePassing } from '../output.ts';

const say = words.output.prompt;

/** Whether there is a person to ask. */
export function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

interface Question {
  /** The flag that gives the answer where there is no terminal. */
  readonly flag: string;
  readonly question: string;
  /** Used if the answer is empty. */
  readonly fallback?: string;
}

/**
 * The answer from the command line, or else from the person. Without a terminal the failure names the flag.
 */
export async function answerOr(given: unknown, { flag, question, fallback }: Question): Promise<string> {
  if (typeof given === 'string') return given;
  if (!isInteractive()) throw missing(flag);
  const answer = await ask(fallback === undefined ? `${question}: ` : `${question} [${fallback}]: `);
  return answer || (fallback ?? '');
}

/**
 * A password: the first line of the file of `--password-file` (`-` is standard input); or of standard input,
 * if that is no terminal; or typed, and not shown. It is never a flag: others on this machine could read it.
 */
export async function passwordOr(
  file: unknown,
  { question = say.password, flag = '--password-file' }: Partial<Question> = {},
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
  notePassing('');
  // Nobody may see a password, so the output of readline is hidden, and the question is written separately.
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
  return new Failure(exitCodes.usage, 'no_terminal', say.noTerminal(flag));
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Failure(exitCodes.badInput, 'unreadable', say.passwordFileUnreadable(file));
  }
}

/** Reads only one line, and does not wait for the end of the input: the other side may never close it. */
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
