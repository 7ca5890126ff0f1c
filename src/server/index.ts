export { startSettling } from './settling.ts';
export { serve, type RunningServer, type ServeOptions } from './serve.ts';
export { startHeartbeat } from './heartbeat.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export * from './ports.ts';
