export { words, type Words } from './table.ts';
export { eventSentence } from './events.ts';
export { bidSign, minus, signed, suitSigns } from './format.ts';
export { explain } from './explain.ts';
