export { serve, type RunningServer, type ServeOptions } from './serve.ts';
export { startHeartbeat } from './heartbeat.ts';
export * from './ports.ts';
