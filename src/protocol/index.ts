export * from './shapes.ts';
export * from './records.ts';
export { Group, GroupMember } from './groups.ts';
export { Changed, type Method } from './method.ts';
export * from './methods.ts';
export * from './faults.ts';
export * from './explain.ts';
export * from './codec.ts';
export { cleanName } from './names.ts';
