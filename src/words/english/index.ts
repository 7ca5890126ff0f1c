import { cards } from './cards.ts';
import { events } from './events.ts';
import { explanations } from './explanations.ts';
import { misfits } from './misfits.ts';
import { phrases } from './phrases.ts';
import { reasons } from './reasons.ts';
import { server } from './server.ts';
import { storage } from './storage.ts';
import { story } from './story.ts';

/** Every sentence a person reads, in English; each part has a file of its own. */
export const english = { cards, events, explanations, misfits, phrases, reasons, server, storage, story };
