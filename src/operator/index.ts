export * from './ports.ts';
export { createOperator, type Asked, type Operator } from './operator.ts';
