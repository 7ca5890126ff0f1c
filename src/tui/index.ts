export type { CaptionSource } from './caption.ts';
export { runApp } from './run.ts';
export { runHost } from './pages/host.tsx';
export { runMenu, type MenuItem } from './pages/menu.tsx';
export { createKeyboard } from './keyboard.ts';
export { keysFor, type Choice } from './script.ts';
export type { Ending } from './outcome.ts';
export type { Mode } from './table.ts';
