import { spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { flagsOf, program, quick, type Home } from './cli.ts';

const patience = 60_000; // ms

/** A command on a terminal, with a person who reads and types. */
export interface OnTerminal {
  /** Resolves with everything that was written once this text was, or is on the screen. */
  shows(text: string): Promise<string>;
  /** Resolves once this text is on the screen now, whatever was there before. */
  showsNow(text: string): Promise<void>;
  type(text: string): void;
  resize(columns: number, rows: number): void;
  /** SIGHUP is what a program gets when its terminal closes. */
  kill(signal: 'SIGHUP' | 'SIGTERM'): void;
  /** Calls a listener with everything that the program writes from now on. */
  listen(listener: (data: string) => void): void;
  readonly ended: Promise<{ readonly exitCode: number; readonly screen: string }>;
}

interface Size {
  readonly columns?: number;
  readonly rows?: number;
}

/** Starts the real program on a terminal, by default on one that is wide enough for every line. */
export const onTerminal = (args: readonly string[], home: Pick<Home, 'env'>, size: Size = {}): OnTerminal =>
  spawnOnTerminal([process.execPath, ...flagsOf(args, home.env), program, ...args], home, size);

/** Starts a shell on a terminal, and the real program as a job of it. */
export function inShell(args: readonly string[], home: Home): OnTerminal {
  const shell = spawnOnTerminal(['bash', '--norc', '-i'], home);
  shell.type(`${[process.execPath, quick, program, ...args].join(' ')}\r`);
  return shell;
}

function spawnOnTerminal(
  [file = '', ...args]: readonly string[],
  { env }: Pick<Home, 'env'>,
  { columns = 300, rows = 40 }: Size = {},
): OnTerminal {
  const pty = spawn(file, args, { env: { ...env }, cols: columns, rows });
  const xterm = new Terminal({ cols: columns, rows, allowProposedApi: true });
  let screen = '';
  const watchers = new Set<() => void>();
  pty.onData((data) => {
    screen += data;
    xterm.write(data, () => {
      for (const look of watchers) look();
    });
  });
  const ended = Promise.withResolvers<{ exitCode: number; screen: string }>();
  pty.onExit(({ exitCode }) => ended.resolve({ exitCode, screen }));
  const stuck = setTimeout(() => pty.kill('SIGKILL'), patience);
  void ended.promise.then(() => clearTimeout(stuck));
  /** Resolves as soon as the text is there. */
  const waitFor = (text: string, isThere: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!isThere()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      void ended.promise.then(() => {
        // The last text may still be on its way to the screen.
        look();
        reject(new Error(`the terminal never showed ${text}: ${screen}`));
      });
      look();
    });
  return {
    async shows(text) {
      await waitFor(text, () => screen.includes(text) || linesOf(xterm).includes(text));
      return screen;
    },
    showsNow: (text) => waitFor(text, () => linesOf(xterm).includes(text)),
    type: (text) => pty.write(text),
    resize: (columns, rows) => pty.resize(columns, rows),
    kill: (signal) => pty.kill(signal),
    listen: (listener) => void pty.onData(listener),
    ended: ended.promise,
  };
}

const linesOf = ({ rows, buffer: { active } }: Terminal): string =>
  Array.from(
    { length: rows },
    (_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
  ).join('\n');
