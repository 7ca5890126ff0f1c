import { english } from './english/index.ts';

/** The sentences of one language. */
export type Words = typeof english;

/** The sentences in use. */
export const words: Words = english;
