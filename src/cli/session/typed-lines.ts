import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** Reads the terminal from the first question of a command to the last, so that it never echoes by itself in between. */
interface Reader {
  readonly lines: Interface;
  /** Lines that were typed before their question. */
  readonly ahead: string[];
  /** Gets the next line; null between two questions. */
  take: ((line: string) => void) | null;
  /** Whether the terminal shows what is typed. */
  isShown: boolean;
}

let reader: Reader | null = null;

/**
 * The next line that a person types on standard input, after a question on standard error. A hidden line is not shown,
 * and nothing is shown of what is typed between two questions: it may be a password. Ctrl-C and Ctrl-D end the process
 * with 130. Call `endTyping` before something else reads the terminal.
 */
export async function typedLine(question: string, isHidden: boolean): Promise<string> {
  const { stdin, stderr } = process;
  const open = (reader ??= openReader());
  const typed = open.ahead.shift();
  if (typed !== undefined) {
    stderr.write(`${question}${isHidden ? '' : typed}\n`);
    return typed;
  }
  // A screen that was closed before lets the process end while it reads.
  stdin.ref();
  open.isShown = !isHidden;
  open.lines.setPrompt(question);
  ask(open);
  const line = await new Promise<string>((resolve) => (open.take = resolve));
  if (isHidden) stderr.write('\n');
  // The command may end now.
  stdin.unref();
  return line;
}

/** Gives the terminal back. */
export async function endTyping(): Promise<void> {
  if (!reader) return;
  process.off('SIGTSTP', suspend);
  reader.lines.removeAllListeners('close').close();
  reader = null;
  // Node stops reading a moment after it is told to: it must not stop what reads next.
  await setImmediate();
}

function openReader(): Reader {
  const lines = createInterface({
    input: process.stdin,
    output: new Echo(),
    terminal: true,
    // The arrow keys must not bring back a password.
    historySize: 0,
  });
  const open: Reader = { lines, ahead: [], take: null, isShown: false };
  lines.on('line', (line) => {
    if (!open.take) {
      open.ahead.push(line);
      return;
    }
    // At once: the same piece of input may have the next line.
    open.isShown = false;
    open.take(line);
    open.take = null;
  });
  lines.on('SIGTSTP', suspend).on('SIGINT', () => lines.close());
  process.on('SIGTSTP', suspend);
  lines.on('close', () => {
    process.stderr.write('\n');
    process.exit(130);
  });
  return open;
}

/** Shows the question, and what is already typed of the answer. */
function ask({ lines, isShown }: Reader): void {
  if (!isShown) process.stderr.write(lines.getPrompt());
  lines.prompt(true);
}

/** Gives the terminal back while this program is stopped, by Ctrl-Z or by a signal, and asks again after it. */
async function stop(): Promise<void> {
  process.stdin.setRawMode(false);
  // Most commands need nothing of the screens.
  const { stopJob } = await import('../../tui/terminal/stop-job.ts');
  await stopJob(suspend);
  process.stdin.setRawMode(true);
  if (reader?.take) ask(reader);
}

const suspend = () => void stop();

/** Standard error, as far as what is typed may be shown. */
class Echo extends Writable {
  get columns(): number {
    return process.stderr.columns;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (reader?.isShown) process.stderr.write(chunk);
    done();
  }
}
