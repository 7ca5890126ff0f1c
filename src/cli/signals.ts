/** The signal that asks this process to end, with its exit code: 130 for an interrupt, 143 for a termination. */
export function untilSignal(): Promise<{ readonly exitCode: 130 | 143 }> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve({ exitCode: 130 }));
    process.once('SIGTERM', () => resolve({ exitCode: 143 }));
  });
}
