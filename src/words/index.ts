export { words, type Words } from './table.ts';
export { eventSentence, type Happening } from './events.ts';
export { bidSign, minus, signed, suitSigns } from './format.ts';
export { explain, type Explained } from './explain.ts';
