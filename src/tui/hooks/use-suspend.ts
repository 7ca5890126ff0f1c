import { useApp } from 'ink';

/**
 * Returns a function that stops this program, as Ctrl-Z does elsewhere, and draws the screen again once the shell
 * has brought it back. In raw mode the terminal leaves this to the program.
 */
export function useSuspend(): () => void {
  const { suspendTerminal } = useApp();
  return () =>
    void suspendTerminal(async () => {
      const back = new Promise<void>((resolve) => process.once('SIGCONT', () => resolve()));
      // The shell waits for every process of the job.
      process.kill(0, 'SIGTSTP');
      await back;
    });
}
