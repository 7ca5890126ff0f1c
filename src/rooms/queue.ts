/** Runs tasks one after the other; a task that fails does not stop the next one. `before` is done before each. */
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
