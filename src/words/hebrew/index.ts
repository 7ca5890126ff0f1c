/**
 * The Hebrew words. The terms are those of Israeli players, and each has one word here:
 * trick לקיחה · auction מכרז · bid הצעה · pass פאס · trump שליט · no trump ללא שליט · suit צורה ·
 * contract הכרזה · declarer זוכה המכרז · frisch פריש · round סיבוב · game משחק · dealer מחלק · turn תור ·
 * seat מקום · host מארח · guest אורח · room חדר · over/under מעל/מתחת · score ניקוד · clubs תלתן ·
 * diamonds יהלום · hearts לב · spades עלה · group קבוצה · claim בקשה · account חשבון · log in כניסה ·
 * server שרת · terminal מסוף · sheet דף ניקוד · log יומן · rating דירוג · leaderboard טבלת המובילים · file קובץ ·
 * folder תיקייה · settings הגדרות · database מסד נתונים.
 * Sentences speak to nobody as a man or a woman: "יש לבחור", or a noun after a name. Arrows point forward (→); they
 * are turned round when a line is drawn from the right.
 */
import { server } from '../english/server.ts';
import type { Words } from '../english/index.ts';
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
import { screens } from './screens.ts';
import { settings } from './settings.ts';
import { sheets } from './sheets.ts';
import { storage } from './storage.ts';
import { story } from './story.ts';
import { values } from './values.ts';

/**
 * Every sentence a person reads, in Hebrew. The log of a server and what it answers to programs stay English.
 */
export const hebrew: Words = {
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
