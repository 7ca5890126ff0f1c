const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
export type SignalExit = (typeof signals)[keyof typeof signals];

/** Resolves at a signal that asks this process to end, with its exit code: 128 plus its number. */
export function untilSignal(): Promise<{ readonly exitCode: SignalExit }> {
  return new Promise((resolve) => {
    for (const [name, exitCode] of Object.entries(signals)) process.once(name, () => resolve({ exitCode }));
  });
}
