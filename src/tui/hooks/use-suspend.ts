import { useApp } from 'ink';

/** If nothing can be stopped here, because no shell has started this program, the screen comes back after this. */
const atMost = 100; // ms

/**
 * Returns a function that stops this program, as Ctrl-Z does elsewhere, and draws the screen again once the shell
 * has brought it back. In raw mode the terminal leaves this to the program.
 */
export function useSuspend(): () => void {
  const { suspendTerminal } = useApp();
  return () =>
    void suspendTerminal(async () => {
      const { promise: back, resolve } = Promise.withResolvers<void>();
      process.once('SIGCONT', resolve);
      // The shell waits for every process of the job.
      process.kill(0, 'SIGTSTP');
      setTimeout(resolve, atMost);
      await back;
      process.off('SIGCONT', resolve);
    });
}
