import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { words } from '../../words/index.ts';
import { exitCodes, Failure } from '../exit.ts';
import { note, notePassing, questionOf } from '../output.ts';
import { typedLine } from './typed-lines.ts';

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
  /** Why an answer is wrong, in a sentence; then the same is asked again. Null if it is right. */
  readonly check?: (answer: string) => string | null;
}

/**
 * The answer from the command line, or else from the person. Without a terminal the failure names the flag.
 */
export async function answerOr(given: unknown, question: Question): Promise<string> {
  if (typeof given === 'string') return given;
  if (!isInteractive()) throw missing(question.flag);
  return askUntilRight(question);
}

/** Whether the person says yes; an empty answer is a no. Call it only where there is a person to ask. */
export async function isAgreed(question: string): Promise<boolean> {
  return say.yes.test(await ask(say.yesOrNo(question)));
}

async function askUntilRight({ question, fallback, check }: Question, isHidden = false): Promise<string> {
  for (;;) {
    const typed = await ask(say.question(question, fallback), isHidden);
    const answer = typed || (fallback ?? '');
    const fault = check?.(answer) ?? null;
    if (fault === null) return answer;
    note(`  ${fault}`);
  }
}

/**
 * A password: the first line of the file of `--password-file` (`-` is standard input); or of standard input,
 * if that is no terminal; or typed, and not shown. It is never a flag: others on this machine could read it. With `again`
 * a person types it twice, because nobody sees what is typed.
 */
export async function passwordOr(
  file: unknown,
  {
    question = say.password,
    flag = '--password-file',
    check,
    again,
  }: Partial<Question> & { readonly again?: string } = {},
): Promise<string> {
  if (typeof file === 'string' && file !== '-') return firstLine(await readPasswordFile(file));
  if (file === '-' || !process.stdin.isTTY) {
    const piped = await readFirstLine();
    if (piped === '') throw missing(flag);
    return piped;
  }
  const asked = { question, flag, ...(check && { check }) };
  return again === undefined ? askUntilRight(asked, true) : askTwice(asked, again);
}

/** Asks until the same is typed twice. */
async function askTwice(asked: Question, again: string): Promise<string> {
  for (;;) {
    const typed = await askUntilRight(asked, true);
    if ((await ask(say.question(again, undefined), true)) === typed) return typed;
    note(`  ${say.notTheSame}`);
  }
}

async function ask(question: string, isHidden = false): Promise<string> {
  notePassing('');
  const line = await typedLine(questionOf(question), isHidden);
  // Blanks at the ends are part of a password, as they are in a password file.
  return isHidden ? line : line.trim();
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
    for await (const line of createInterface({ input: process.stdin })) return line;
    return '';
  } finally {
    process.stdin.destroy();
  }
}

function firstLine(content: string): string {
  return content.split(/\r?\n/, 1)[0] ?? '';
}
