import { english, type Words } from './english/index.ts';
import { hebrew } from './hebrew/index.ts';
import { language } from './language.ts';

/** The sentences for the person at this terminal. */
export const words: Words = language === 'he' ? hebrew : english;

/** The sentences that leave this process for others: what a server answers, its log and its pages. */
export const wireWords: Words = english;
