export { serve, type Pair } from './serve.ts';
export { createMetrics } from './metrics.ts';
export * from './ports.ts';
