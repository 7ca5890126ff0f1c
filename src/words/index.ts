export { isRightToLeft } from './language.ts';
export type { Words } from './english/index.ts';
export { wireWords, words } from './table.ts';
export { eventSentence } from './events.ts';
export { bidSign, minus, signed, suitSigns, trickBar } from './format.ts';
export { explain } from './explain.ts';
export { noticeSentence } from './notices.ts';
export { fieldName, refusalSentence } from './refusals.ts';
export { translated } from './translated.ts';
