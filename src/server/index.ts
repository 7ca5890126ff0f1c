export { serve, type RunningServer, type ServeOptions } from './serve.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export * from './ports.ts';
