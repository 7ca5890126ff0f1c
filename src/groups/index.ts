export * from './ports.ts';
export { createGroups, type Groups } from './groups.ts';
