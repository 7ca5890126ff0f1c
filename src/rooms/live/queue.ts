/**
 * Runs tasks one after the other, and calls `before` before each. A task that fails does not stop the next.
 */
export function createQueue(before: () => Promise<void>) {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(async () => {
      await before();
      return task();
    });
    last = result.catch(() => undefined);
    return result;
  };
}
