import { spawn } from '@lydell/node-pty';
import { program, quick, type Home } from './cli.ts';

const patience = 60_000; // ms

/** A command on a terminal, with a person who reads and types. */
export interface OnTerminal {
  /** Resolves with the whole screen once it shows this text. */
  shows(text: string): Promise<string>;
  type(text: string): void;
  readonly ended: Promise<{ readonly exitCode: number; readonly screen: string }>;
}

/** Starts the real program on a terminal that is wide enough for every line. */
export function onTerminal(args: readonly string[], { env }: Home): OnTerminal {
  const pty = spawn(process.execPath, [quick, program, ...args], { env: { ...env }, cols: 300, rows: 40 });
  let screen = '';
  const watchers = new Set<() => void>();
  pty.onData((data) => {
    screen += data;
    for (const look of watchers) look();
  });
  const ended = Promise.withResolvers<{ exitCode: number; screen: string }>();
  pty.onExit(({ exitCode }) => ended.resolve({ exitCode, screen }));
  const stuck = setTimeout(() => pty.kill('SIGKILL'), patience);
  void ended.promise.then(() => clearTimeout(stuck));
  return {
    shows: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!screen.includes(text)) return;
          watchers.delete(look);
          resolve(screen);
        };
        watchers.add(look);
        void ended.promise.then(() => reject(new Error(`the terminal never showed ${text}: ${screen}`)));
        look();
      }),
    type: (text) => pty.write(text),
    ended: ended.promise,
  };
}
