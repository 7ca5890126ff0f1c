import { achievements } from './achievements.ts';
import { advice } from './advice.ts';
import { cards } from './cards.ts';
import { commands } from './commands.ts';
import { events } from './events.ts';
import { explanations } from './explanations.ts';
import { fields } from './fields.ts';
import { hosting } from './hosting.ts';
import { keys } from './keys.ts';
import { misfits } from './misfits.ts';
import { output } from './output.ts';
import { pages } from './pages.ts';
import { phrases } from './phrases.ts';
import { profile } from './profile.ts';
import { reader } from './reader.ts';
import { reasons } from './reasons.ts';
import { rules } from './rules.ts';
import { screens } from './screens/index.ts';
import { server } from './server.ts';
import { settings } from './settings.ts';
import { sheets } from './sheets.ts';
import { storage } from './storage.ts';
import { story } from './story.ts';
import { values } from './values.ts';

/** Every sentence a person reads, in English; each part has a file of its own. */
export const english = {
  achievements,
  advice,
  cards,
  commands,
  events,
  explanations,
  fields,
  hosting,
  keys,
  misfits,
  output,
  pages,
  phrases,
  profile,
  reader,
  reasons,
  rules,
  screens,
  server,
  settings,
  sheets,
  storage,
  story,
  values,
};

/** The sentences of one language. */
export type Words = typeof english;
