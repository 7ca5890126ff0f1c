export { startSettling } from '../node/settling.ts';
export { serve, type RunningServer, type ServeOptions } from './serve.ts';
export { startHeartbeat } from '../node/heartbeat.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export * from './ports.ts';
