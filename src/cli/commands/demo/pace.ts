import { setTimeout as pause } from 'node:timers/promises';
import { commandKey } from '../../../tui/key-events.ts';
import { words } from '../../../words/index.ts';
import { exitCodes, type ExitCode } from '../../exit.ts';

const say = words.output.demo;

/** The times in which a person sees each step, the slowest first. */
const paces = [3_000, 1_800, 900, 450, 200] as const; // ms

/** How fast a demo goes, by the keys of the person who watches it. */
export interface Pace {
  /** Resolves when a person pressed `q` or ctrl-c. */
  readonly quit: Promise<{ readonly exitCode: ExitCode | 130 }>;
  /** Resolves when the next step is due. `longer` is for a step with more to read. */
  next(longer?: number): Promise<void>;
  /** The keys, and how it goes now. */
  caption(): string;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Reads the keys of this terminal, which a screen has set to raw mode. */
export function watchKeys(): Pace {
  const { stdin } = process;
  const quit = Promise.withResolvers<{ exitCode: ExitCode | 130 }>();
  const listeners = new Set<() => void>();
  let pace = 2;
  let isPaused = false;
  let wake = Promise.withResolvers<'changed' | 'next'>();

  function change(news: 'changed' | 'next') {
    wake.resolve(news);
    wake = Promise.withResolvers();
    for (const listener of listeners) listener();
  }

  const press: Readonly<Record<string, () => void>> = {
    '+': () => (pace = Math.min(pace + 1, paces.length - 1)),
    '-': () => (pace = Math.max(pace - 1, 0)),
    ' ': () => (isPaused = !isPaused),
    n: () => undefined,
  };
  const look = (keys: Buffer) => {
    for (const typed of String(keys)) {
      const key = commandKey(typed);
      if (key === 'q') quit.resolve({ exitCode: exitCodes.ok });
      if (key === '\u0003') quit.resolve({ exitCode: 130 });
      // The screen hears it and gives the terminal back.
      if (key === '\u001A') process.kill(process.pid, 'SIGTSTP');
      const act = press[key === '=' ? '+' : key];
      act?.();
      if (act) change(key === 'n' ? 'next' : 'changed');
    }
  };
  stdin.on('data', look);

  return {
    quit: quit.promise,
    async next(longer = 1) {
      for (;;) {
        const time = (paces[pace] ?? paces[2]) * longer;
        const woken = isPaused
          ? await wake.promise
          : await Promise.race([wake.promise, pause(time, 'next' as const, { ref: false })]);
        if (woken === 'next') return;
      }
    },
    caption: () => say.caption({ isPaused, pace: pace + 1, paces: paces.length }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stdin.off('data', look).pause();
    },
  };
}
