/** If nothing can be stopped here, because no shell has started this program, it goes on after this. */
const atMost = 100; // ms

/**
 * Stops this job, as Ctrl-Z does where the program does not read single keys, and resolves when the shell has brought
 * it back. `onStop` is what listens to SIGTSTP, so that it does not hear its own.
 */
export async function stopJob(onStop: () => void): Promise<void> {
  const { promise: back, resolve } = Promise.withResolvers<void>();
  process.once('SIGCONT', resolve).off('SIGTSTP', onStop);
  // The shell waits for every process of the job.
  process.kill(0, 'SIGTSTP');
  setTimeout(resolve, atMost);
  await back;
  process.off('SIGCONT', resolve).on('SIGTSTP', onStop);
}
