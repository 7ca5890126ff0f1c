export { checkSheet, importOf, sheetOf, type CheckedSheet, type SheetFault } from './check.ts';
export type * from './ports.ts';
