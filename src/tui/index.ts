export { runApp } from './run.ts';
export { createKeyboard, type Keyboard } from './keyboard.ts';
export { keysFor, type Choice } from './script.ts';
export type { Ending } from './outcome.ts';
export type { Mode } from './table.ts';
