/** Loaded into a server: on every message it collects garbage and answers how many bytes are left. */
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
// The server may end although somebody could still ask.
process.channel?.unref();
