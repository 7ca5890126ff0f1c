/** Loaded into a server whose memory is measured: on every message it collects garbage and answers what is left. */
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ heap: heapUsed + external, rss });
});
// The server may end although somebody could still ask.
process.channel?.unref();
