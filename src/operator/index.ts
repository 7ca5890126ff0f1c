export * from './ports.ts';
export type { Asked, Operator } from './service.ts';
export { createOperator } from './operator.ts';
